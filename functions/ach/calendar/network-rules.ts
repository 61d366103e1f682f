import { PlatformError } from "../../shared/errors";
import type { Day } from "./day";

/** A value of the network's rules from a day on. */
export interface Dated<Value> {
  readonly from: Day;
  readonly value: Value;
}

/** The rules have no value for so early a day. */
export class RuleNotInForceError extends PlatformError {
  readonly code = "rule_not_in_force";
}

/** The value that is in force on a day; the list is in order of time. @throws RuleNotInForceError before its first. */
export function inForce<Value>(values: readonly Dated<Value>[], day: Day): Value {
  const found = values.findLast(({ from }) => from <= day);
  if (found === undefined) throw new RuleNotInForceError(`There is no rule in force on ${day}.`);
  return found.value;
}

/** Nacha: same-day entry limit, cents an entry. A proposal of 10,000,000 dollars had no date when this was written. */
export const SAME_DAY_LIMIT_CENTS: readonly Dated<number>[] = [
  { from: "2016-09-23", value: 2_500_000 },
  { from: "2020-03-20", value: 10_000_000 },
  { from: "2022-03-18", value: 100_000_000 },
];

/** One of the operator's windows, Eastern time. */
export interface WindowRule {
  readonly name: "same-day-1" | "same-day-2" | "same-day-3";
  /** When the operator must have the file. */
  readonly closes: string;
  readonly settles: string;
}

/** FedACH processing schedule: same-day windows. */
export const SAME_DAY_WINDOWS: readonly Dated<readonly WindowRule[]>[] = [
  {
    from: "2021-03-19",
    value: [
      { name: "same-day-1", closes: "10:30", settles: "13:00" },
      { name: "same-day-2", closes: "14:45", settles: "17:00" },
      { name: "same-day-3", closes: "16:45", settles: "18:00" },
    ],
  },
];

/** FedACH processing schedule: the standard window of a banking day closes in the night behind it. */
export const STANDARD_WINDOW_CLOSES: readonly Dated<string>[] = [{ from: "2021-03-19", value: "02:15" }];

/** The network's fees, in mills: tenths of a cent. */
export interface NetworkFees {
  readonly sameDayEntryMills: number;
  readonly unauthorizedReturnMills: number;
}

export const NETWORK_FEES: readonly Dated<NetworkFees>[] = [
  { from: "2016-10-03", value: { sameDayEntryMills: 52, unauthorizedReturnMills: 4500 } },
];

/** Nacha: entry descriptions that the rules prescribe. */
export interface Descriptions {
  readonly reversal: "REVERSAL";
  readonly reinitiation: "RETRY PYMT";
  readonly microEntry: "ACCTVERIFY";
  /** PPD credits of wages; absent before the rule. */
  readonly wages?: "PAYROLL";
  /** WEB debits for goods bought online; absent before the rule. */
  readonly purchase?: "PURCHASE";
}

const ALWAYS = { reversal: "REVERSAL", reinitiation: "RETRY PYMT", microEntry: "ACCTVERIFY" } as const;

export const DESCRIPTIONS: readonly Dated<Descriptions>[] = [
  { from: "2022-09-16", value: ALWAYS },
  { from: "2026-03-20", value: { ...ALWAYS, wages: "PAYROLL", purchase: "PURCHASE" } },
];
