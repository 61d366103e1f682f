import type { Day } from "./day";

/** Cents. Nacha: micro-entries are below one dollar. */
const CREDIT_MAX_CENTS = 99;

/** Entries by which the owner of an account shows that it is theirs. */
export interface MicroEntries {
  readonly creditsCents: readonly number[];
  readonly debitsCents: readonly number[];
  readonly description: string;
  readonly settlesOn: readonly Day[];
}

/** What breaks the rules of micro-entries. */
export type MicroEntryFault = "credit_amount" | "debits_over_credits" | "description" | "settlement";

/** All that is wrong with micro-entries: credits below a dollar, debits no larger in all, one settlement, ACCTVERIFY. */
export function microEntryFaults({
  creditsCents,
  debitsCents,
  description,
  settlesOn,
}: MicroEntries): MicroEntryFault[] {
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  const faults: MicroEntryFault[] = [];
  if (creditsCents.some((cents) => cents < 1 || cents > CREDIT_MAX_CENTS)) faults.push("credit_amount");
  if (sum(debitsCents) > sum(creditsCents)) faults.push("debits_over_credits");
  if (description !== "ACCTVERIFY") faults.push("description");
  if (new Set(settlesOn).size > 1) faults.push("settlement");
  return faults;
}
