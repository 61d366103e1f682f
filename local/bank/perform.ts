/** What the bank does when something has become due: a pure decision. */
import { bankingDaysLater } from "./banking-days";
import type { BankBooks, Duty, Outgoing } from "./books";
import { magicOf } from "./magic-accounts";
import { type Notice, noticeFile } from "./notices";
import type { ReceivedBatch, ReceivedFile } from "./received-file";

/** Gives a file that the bank accepted, as it reads it. */
export type AcceptedFile = (name: string) => ReceivedFile;

/**
 * Does all that is due at a moment: one settlement report a day of settlement, then one file of returns and one of
 * corrections a day on which they come.
 * @param now milliseconds since 1970.
 */
export function perform(books: BankBooks, now: number, fileOf: AcceptedFile): BankBooks {
  const due = books.duties.filter(({ dueAt }) => dueAt <= now);
  if (due.length === 0) return books;
  let after: BankBooks = { ...books, duties: books.duties.filter(({ dueAt }) => dueAt > now) };
  const settling = due.filter(({ kind }) => kind === "settle");
  for (const [day, duties] of byDay(settling, ({ settles }) => settles))
    after = put(after, `SETTLEMENT_${day}`, "csv", () => settlementReport(day, duties, fileOf));
  const telling = due.filter(({ kind }) => kind === "notify");
  for (const [day, duties] of byDay(telling, noticeDay)) {
    const notices = duties.flatMap((duty) => noticesOf(duty, fileOf(duty.file)));
    for (const [prefix, letter] of [
      ["RETURNS", "R"],
      ["CORRECTIONS", "C"],
    ] as const) {
      const these = notices.filter(({ code }) => code.startsWith(letter));
      if (these.length === 0) continue;
      const firstTrace = after.traces + 1;
      after = put({ ...after, traces: after.traces + these.length }, `${prefix}_${day}`, "ach", (number) =>
        noticeFile(these, { day, number, firstTrace }),
      );
    }
  }
  return after;
}

const noticeDay = ({ settles, afterBankingDays }: Duty): string => bankingDaysLater(settles, afterBankingDays);

/** Groups by day, the first day first. */
function byDay(duties: readonly Duty[], dayOf: (duty: Duty) => string): [string, Duty[]][] {
  const days = new Map<string, Duty[]>();
  for (const duty of duties) days.set(dayOf(duty), [...(days.get(dayOf(duty)) ?? []), duty]);
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1));
}

function put(books: BankBooks, base: string, extension: string, contentOf: (number: number) => string): BankBooks {
  const number = (books.made[base] ?? 0) + 1;
  const file: Outgoing = {
    name: `${base}_${String(number).padStart(2, "0")}.${extension}`,
    content: contentOf(number),
  };
  return { ...books, made: { ...books.made, [base]: number }, outgoing: [...books.outgoing, file] };
}

/** A row a file: the sums of its entries that settled that day, those that will come back too. */
function settlementReport(day: string, duties: readonly Duty[], fileOf: AcceptedFile): string {
  const rows = duties.map(({ file }) => {
    const entries = batchesOf(fileOf(file), day).flatMap((batch) => batch.entries);
    const sum = (isDebit: boolean): number =>
      entries.filter((entry) => entry.isDebit === isDebit).reduce((total, { cents }) => total + cents, 0);
    return [file, day, sum(true), sum(false)].join(",");
  });
  return ["file,settlement_date,debit_cents,credit_cents", ...rows, ""].join("\n");
}

function noticesOf({ settles, afterBankingDays }: Duty, file: ReceivedFile): Notice[] {
  return batchesOf(file, settles).flatMap((batch) =>
    batch.entries.flatMap((entry): Notice[] => {
      const magic = magicOf(entry.account, entry.isDebit);
      if (magic?.afterBankingDays !== afterBankingDays) return [];
      return [{ code: magic.code, entry, batch, destination: file.origin, origin: file.destination }];
    }),
  );
}

function batchesOf({ batches }: ReceivedFile, settles: string): ReceivedBatch[] {
  return batches.filter(({ effectiveDate }) => effectiveDate === settles);
}
