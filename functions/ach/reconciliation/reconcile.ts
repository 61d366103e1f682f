import { toTimestamp } from "../../shared/clock";
import { PlatformError } from "../../shared/errors";
import type { Log } from "../../shared/logging";
import { madeId } from "../../shared/made-id";
import { untilWritten } from "../../shared/retry";
import type { AchFile, FileEntry } from "../batches/file";
import { addBankingDays } from "../calendar/banking-days";
import { addDays, type Day } from "../calendar/day";
import { easternDay, easternMoment } from "../calendar/eastern-time";
import type { ReturnRate } from "../calendar/return-rates";
import { windowsOf } from "../calendar/windows";
import { rateEvent } from "../events";
import type { AchParts } from "../parts";
import type { BatchStore } from "../ports";
import { odfiOf, windowSettings } from "../settings";
import type { AchTransfer } from "../transfers/transfer";
import { type EntryRow, isOfDay, outcomeOf, rowOf, wasSent } from "./outcome";
import type { CountedDay, ReconciliationStore, ReportBucket } from "./ports";
import { RATE_DAYS, RATE_METRICS, ratesOf } from "./rates";
import { reportCsv, reportJson, reportKeys } from "./report";

/** What it takes to reconcile. */
export interface ReconcilerParts extends AchParts {
  readonly batches: Pick<BatchStore, "entries">;
  readonly reconciliation: ReconciliationStore;
  readonly reports: ReportBucket;
  readonly log: Pick<Log, "error" | "info">;
}

/** A report was asked for of a day that is not over. */
export class DayNotOverError extends PlatformError {
  readonly code = "day_not_over";
}

/** What a run found. */
export interface ReconcilerReport {
  readonly day: Day;
  readonly entries: number;
  readonly missing: number;
  /** Kinds of return rates that are over their limits. */
  readonly exceeded: readonly string[];
}

/** Entries settle at most so many banking days behind the window of their file. */
const SETTLED_WITHIN = 2;
/** Days that are counted anew by each run: what the bank rejected late was not sent. */
const COUNTED_ANEW = 5;

/**
 * Reconciles a day: every entry that was sent ends as settled, returned or rejected, or is reported, as open and from some
 * banking days on as missing; and the return rates of the 60 days that end with it. Files are found by their windows' states,
 * which name them. The same day again gives the report as things stand by then.
 *
 * @param asked a day that is over, Eastern. @default yesterday
 * @throws DayNotOverError, BusyError, and whatever the ports throw.
 */
export async function reconcile(parts: ReconcilerParts, asked?: Day): Promise<ReconcilerReport> {
  const { clock, settings, count, log, reports } = parts;
  const today = easternDay(clock.now());
  const day = asked ?? addDays(today, -1);
  if (day >= today) throw new DayNotOverError(`${day} is not over; allowed are days before ${today}.`);
  const company = settings.company.identification;
  const odfi = odfiOf(settings);
  const first = addDays(day, 1 - RATE_DAYS);
  const counted = await parts.reconciliation.countedDays(company, first, day);
  const uncounted = uncountedDays(counted, first, day);
  const files = await sentFiles(parts, first, day);
  const debits = new Map<Day, number>([...uncounted].map((each) => [each, 0]));
  const rows: EntryRow[] = [];
  for (const file of files.filter((each) => isOfInterest(each, day, uncounted))) {
    const entries = await parts.batches.entries(file.id);
    countDebits(file, entries, debits);
    rows.push(...(await rowsOf(parts, file, entries, day)));
  }
  const days = [...counted.filter((each) => !uncounted.has(each.day)), ...(await keepCounts(parts, company, debits))];
  const returned = await returnedIn(parts, first, day);
  rows.push(...(await lateReturns(parts, returned, rows, day)));
  const rates = ratesOf(days, returned, day, settings.returnRateDebitsMin);
  const named = new Set(rows.map(({ fileId }) => fileId));
  const shownFiles = files.filter(({ id }) => named.has(id));
  const facts = { day, madeAt: toTimestamp(clock.now()), odfi, company, files: shownFiles, rows, rates };
  const keys = reportKeys(day);
  await reports.keep(keys.csv, reportCsv(facts), "text/csv");
  await reports.keep(keys.json, reportJson(facts), "application/json");
  const missing = rows.filter(({ outcome }) => outcome === "missing");
  for (const { fileId, trace } of missing) {
    log.error("an entry has neither settled nor come back", { fileId, trace });
    count("EntriesMissing");
  }
  const exceeded = rates.filter(({ isOver }) => isOver);
  for (const rate of exceeded) await tellOf(parts, company, rate, day);
  return { day, entries: rows.length, missing: missing.length, exceeded: exceeded.map(({ kind }) => kind) };
}

/** The days that are to be counted: those that nobody counted, and the last ones anew. */
function uncountedDays(counted: readonly CountedDay[], first: Day, last: Day): Set<Day> {
  const known = new Set(counted.map(({ day }) => day).filter((day) => day <= addDays(last, -COUNTED_ANEW)));
  const all = Array.from({ length: RATE_DAYS }, (_, place) => addDays(first, place));
  return new Set(all.filter((day) => !known.has(day)));
}

/** The files that were sent and whose entries may settle in some days, in order of their windows. */
async function sentFiles({ store, settings }: ReconcilerParts, first: Day, last: Day): Promise<AchFile[]> {
  const dates = windowSettings(settings, "credit");
  const windows = [];
  // A window before the first day may have entries of that day: weekends and holidays lie in between.
  for (let day = addDays(first, -7); day <= last; day = addDays(day, 1)) windows.push(...windowsOf(day, dates));
  const states = await store.windowStates(windows);
  const ids = states.flatMap((state) => state?.files.map(({ fileId }) => fileId) ?? []);
  const found = await store.files(ids);
  return ids.flatMap((id) => found.get(id) ?? []).filter(wasSent);
}

/** Whether the entries of a file are read: it is not done with, something became of it on that day, or its debits count. */
function isOfInterest({ status, settledOn, window }: AchFile, day: Day, uncounted: ReadonlySet<Day>): boolean {
  if ((status !== "settled" && status !== "rejected") || (settledOn !== undefined && settledOn >= day)) return true;
  const lastDate = addBankingDays(window.processingDay, SETTLED_WITHIN);
  for (let date = window.processingDay; date <= lastDate; date = addDays(date, 1)) {
    if (date === day || uncounted.has(date)) return true;
  }
  return false;
}

function countDebits({ status }: AchFile, entries: readonly FileEntry[], debits: Map<Day, number>): void {
  if (status === "rejected") return;
  for (const { direction, amountCents, effectiveEntryDate } of entries) {
    const before = debits.get(effectiveEntryDate);
    if (direction === "debit" && amountCents > 0 && before !== undefined) debits.set(effectiveEntryDate, before + 1);
  }
}

async function keepCounts(
  { reconciliation }: ReconcilerParts,
  company: string,
  debits: ReadonlyMap<Day, number>,
): Promise<CountedDay[]> {
  const days = [...debits].map(([day, count]) => ({ day, debits: count }));
  for (const counted of days) await reconciliation.keepDay(company, counted);
  return days;
}

async function rowsOf(
  { store, settings }: ReconcilerParts,
  { odfi }: AchFile,
  entries: readonly FileEntry[],
  day: Day,
): Promise<EntryRow[]> {
  const transfers = await store.transfers(entries.map(({ transferId }) => transferId));
  return entries
    .map((entry) => {
      const transfer = transfers.get(entry.transferId);
      return rowOf(odfi, entry, transfer, outcomeOf(entry, transfer, day, settings.missingAfterBankingDays));
    })
    .filter((row) => isOfDay(row, day));
}

/** The transfers that came back from one day to another, Eastern. */
async function returnedIn({ store, reconciliation }: ReconcilerParts, first: Day, last: Day): Promise<AchTransfer[]> {
  const from = toTimestamp(easternMoment(first, "00:00"));
  const before = toTimestamp(easternMoment(addDays(last, 1), "00:00"));
  return [...(await store.transfers(await reconciliation.returned(from, before))).values()];
}

/** Entries that came back on the day, of files that were done with long ago. */
async function lateReturns(
  { store, batches }: ReconcilerParts,
  returned: readonly AchTransfer[],
  rows: readonly EntryRow[],
  day: Day,
): Promise<EntryRow[]> {
  const there = new Set(rows.map(({ transferId }) => transferId));
  const late = returned.filter(
    ({ id, returnedAt = "" }) => !there.has(id) && easternDay(Date.parse(returnedAt)) === day,
  );
  const files = await store.files([...new Set(late.flatMap(({ fileId }) => fileId ?? []))]);
  const found: EntryRow[] = [];
  for (const file of files.values()) {
    const entries = new Map((await batches.entries(file.id)).map((entry) => [entry.transferId, entry]));
    for (const transfer of late) {
      const entry = transfer.fileId === file.id ? entries.get(transfer.id) : undefined;
      if (entry) found.push(rowOf(file.odfi, entry, transfer, "returned"));
    }
  }
  return found;
}

/** Raises the alarm of a rate on each day that it is over its limit, and tells of it once a day. */
async function tellOf(parts: ReconcilerParts, company: string, rate: ReturnRate, day: Day): Promise<void> {
  parts.count(RATE_METRICS[rate.kind]);
  parts.log.error("a return rate is over its limit", { kind: rate.kind, returns: rate.returns, debits: rate.debits });
  const id = madeId(parts, "evt", { caller: company, key: `${rate.kind}/${day}` }, ["return_rate"]);
  await untilWritten(parts, async () => {
    const { outcome } = await parts.store.commit({ events: [rateEvent(parts, id, company, rate, day)] });
    // Refused: a run before has told of it.
    return outcome === "contended" ? undefined : outcome;
  });
}
