import { readNumber } from "./bytes";
import type { Cursor } from "./cursor";
import { type Field, fieldNamed } from "./layout";
import { RECORDS } from "./records";

/** The hash keeps this many digits. */
const HASH_MODULUS = 10_000_000_000;
/** Cents. Nacha: debits and credits of a batch and of a file, each. */
const TOTAL_MAX = 999_999_999_999;

/** What a batch or a file comes to. */
export class Totals {
  /** Entries and addenda. */
  count = 0;
  entries = 0;
  addenda = 0;
  private hashSum = 0;
  /** Cents. */
  debit = 0;
  /** Cents. */
  credit = 0;
  /** Some amount or RDFI was no number, so its sum is not known and not compared. */
  areAmountsKnown = true;
  isHashKnown = true;

  /** Sum of the RDFI numbers, its last 10 digits. */
  get hash(): number {
    return this.hashSum % HASH_MODULUS;
  }

  addEntry(rdfi: number, amount: number, isCredit: boolean): void {
    this.count++;
    this.entries++;
    if (rdfi >= 0) this.hashSum += rdfi;
    else this.isHashKnown = false;
    if (amount < 0) this.areAmountsKnown = false;
    else if (isCredit) this.credit += amount;
    else this.debit += amount;
  }

  addAddenda(): void {
    this.count++;
    this.addenda++;
  }

  addAll(other: Totals): void {
    this.count += other.count;
    this.entries += other.entries;
    this.addenda += other.addenda;
    this.hashSum = (this.hashSum + other.hashSum) % HASH_MODULUS;
    this.debit += other.debit;
    this.credit += other.credit;
    this.areAmountsKnown &&= other.areAmountsKnown;
    this.isHashKnown &&= other.isHashKnown;
  }
}

type Control = "BatchControl" | "AdvBatchControl" | "FileControl" | "AdvFileControl";

/** Compares a control with what was counted. Totals of advices are of their own size, and have no limit beyond it. */
export function checkTotals(cursor: Cursor, control: Control, totals: Totals): void {
  const field = (name: string): Field => fieldNamed(RECORDS[control], name);
  const compare = (code: Parameters<Cursor["fault"]>[0], { ...of }: Field, expected: number): void => {
    const seen = readNumber(cursor.bytes, cursor.at + of.first - 1, cursor.at + of.last);
    // What is no number has been told.
    if (seen !== -1 && seen !== expected) cursor.fault(code, of, expected);
  };
  compare("entry_count_wrong", field("entryAddendaCount"), totals.count);
  if (totals.isHashKnown) compare("entry_hash_wrong", field("entryHash"), totals.hash);
  if (!totals.areAmountsKnown) return;
  compare("debit_total_wrong", field("totalDebitAmount"), totals.debit);
  compare("credit_total_wrong", field("totalCreditAmount"), totals.credit);
  if (control === "AdvBatchControl" || control === "AdvFileControl") return;
  if (totals.debit > TOTAL_MAX) cursor.fault("total_over_limit", field("totalDebitAmount"), TOTAL_MAX);
  if (totals.credit > TOTAL_MAX) cursor.fault("total_over_limit", field("totalCreditAmount"), TOTAL_MAX);
}
