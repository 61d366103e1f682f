import { addDays, type Day, isDay } from "../calendar/day";
import { easternDay } from "../calendar/eastern-time";
import { isBankingDay } from "../calendar/banking-days";
import { settleFile } from "../incoming/settle";
import { except, type Tally } from "./incoming-file";
import { asDelivered, fileNamed } from "./our-file";
import type { IncomingParts } from "./parts";
import { type SettledSums, settlementStep } from "./settlement-step";
import { readTable, type TableRow, wholeNumber } from "./table-text";

/** The columns of a settlement, `SETTLEMENT_<yyyy-mm-dd>_<nn>.csv`. */
export const SETTLEMENT_COLUMNS = ["file", "settlement_date", "debit_cents", "credit_cents"] as const;

type Row = TableRow<(typeof SETTLEMENT_COLUMNS)[number]>;

/** A bank may tell of a settlement on the evening before. */
const DAYS_AHEAD = 1;

/**
 * Books what the bank says has settled, file by file, where its sums are those of our entries. Nothing is booked of sums that
 * differ.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function takeSettlement(parts: IncomingParts, text: string, tally: Tally): Promise<void> {
  const { rows, faults } = readTable(text, SETTLEMENT_COLUMNS);
  for (const { line, field } of faults) except(tally, "faults", { what: `table_${field}`, place: line });
  const today = easternDay(parts.clock.now());
  for (const row of rows) {
    const sums = sumsIn(row, today);
    if (sums) await takeRow(parts, row, sums, tally);
    else except(tally, "faults", { what: "table_value", place: row.line });
  }
}

function sumsIn({ values }: Row, today: Day): SettledSums | undefined {
  const settledOn = values.settlement_date;
  const debitCents = wholeNumber(values.debit_cents);
  const creditCents = wholeNumber(values.credit_cents);
  if (debitCents === undefined || creditCents === undefined || !isDay(settledOn)) return undefined;
  if (!isBankingDay(settledOn) || settledOn > addDays(today, DAYS_AHEAD)) return undefined;
  return { settledOn, debitCents, creditCents };
}

async function takeRow(parts: IncomingParts, { line, values }: Row, sums: SettledSums, tally: Tally): Promise<void> {
  const named = await fileNamed(parts, values.file);
  if (named.found === "too_early") {
    tally.tooEarly++;
    return;
  }
  if (named.found !== "file") {
    except(tally, "unmatched", { what: named.found, place: line });
    return;
  }
  const file = await asDelivered(parts, named.file);
  if (file.status === "rejected") {
    except(tally, "faults", { what: "settled_after_rejection", place: line, fileId: file.id });
    return;
  }
  const step = settlementStep(file, await parts.batches.entries(file.id), sums);
  switch (step) {
    case "sums_differ":
      except(tally, "faults", { what: "sums_differ", place: line, fileId: file.id });
      return;
    case "too_early":
      tally.tooEarly++;
      return;
    case "known":
      tally.known++;
      return;
    case "book":
      await settleFile(parts, file.id, sums.settledOn);
      tally.applied++;
  }
}
