import * as z from "zod/mini";
import type { Day, WindowSettings } from "./calendar";
import type { Dated } from "./calendar/network-rules";
import { inForce, NETWORK_FEES } from "./calendar/network-rules";
import type { PlanLimits } from "./batches/plan";
import { type BankPrices, costMills } from "./batches/prices";
import { isRoutingNumber } from "./nacha/routing-number";

const whole = (min: number, max: number) =>
  z.number().check(z.refine((value) => Number.isSafeInteger(value) && value >= min && value <= max));
const text = (max: number) =>
  z.string().check(z.regex(new RegExp(`^[\\x21-\\x7e]([\\x20-\\x7e]{0,${max - 2}}[\\x21-\\x7e])?$`)));
const routingNumber = z.string().check(z.refine(isRoutingNumber));
const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/));

/** Cents of one entry. Nacha: ten digits. */
const ENTRY_CENTS_MAX = 9_999_999_999;

const debitsMin = whole(1, 1_000_000);

const prices = z.strictObject({
  from: day,
  /** Where they stand: the bank's contract, say. */
  source: z.string().check(z.minLength(1), z.maxLength(128)),
  fileMills: whole(0, 1_000_000),
  batchMills: whole(0, 1_000_000),
  entryMills: whole(0, 1_000_000),
});

/** How an environment originates: its bank, its company, its limits. */
export const odfiSettings = z.strictObject({
  odfi: z.strictObject({
    routingNumber,
    name: text(23),
    /** Where files go. @default the ODFI itself */
    immediateDestination: z.optional(routingNumber),
    /** 9 digits, or 10 characters that the bank assigned. @default the ODFI's routing number */
    immediateOrigin: z.optional(z.string().check(z.regex(/^(\d{9}|[\x21-\x7e]{10})$/))),
  }),
  company: z.strictObject({ name: text(16), identification: text(10) }),
  windows: z._default(
    z.strictObject({
      /** How long before the operator's time the bank wants the file. */
      leadMinutes: whole(0, 600),
      /** Banking days from processing to settlement of standard credits; debits take 1. */
      standardCreditDays: z._default(z.literal([1, 2]), 1),
    }),
    { leadMinutes: 45, standardCreditDays: 1 },
  ),
  batches: z._default(
    z.strictObject({
      entriesMax: z._default(whole(1, 999_000), 2500),
      /** Records a file, padding included: some banks take 10,000. */
      fileRecordsMax: z._default(whole(10, 999_990), 10_000),
    }),
    { entriesMax: 2500, fileRecordsMax: 10_000 },
  ),
  /** The bank account of ours that balances each batch. @default none: the bank does it */
  offsetBankAccountId: z.optional(z.string().check(z.regex(/^ba_[0-9a-f-]{36}$/))),
  limits: z.strictObject({
    creditCentsMax: whole(1, ENTRY_CENTS_MAX),
    debitCentsMax: whole(1, ENTRY_CENTS_MAX),
    /** Of one customer or provider on one day, UTC. */
    perDay: z.strictObject({ countMax: whole(1, 1_000_000), sumCentsMax: whole(1, 99_999_999_999_999) }),
  }),
  /** Whether payouts go to accounts that nobody verified; debits never do. @default required */
  creditVerification: z._default(z.enum(["required", "optional"]), "required"),
  /** How long what a debit brought waits for its return. Nacha: 2 banking days for most reasons. @default 5 */
  debitHoldBankingDays: z._default(whole(0, 60), 5),
  /** How long the bank may take to acknowledge a file that it got. @default 60 */
  acknowledgedWithinMinutes: z._default(whole(5, 2880), 60),
  /** Banking days behind its date from which on an entry that neither settled nor came back is missing. @default 2 */
  missingAfterBankingDays: z._default(whole(1, 30), 2),
  /**
   * Debits within 60 days below which a return rate raises no alarm. @default 200, 34 and 7: from there on one return alone is
   * within Nacha's limit of 0.5 %, 3 % and 15 %
   */
  returnRateDebitsMin: z._default(
    z.strictObject({
      unauthorised: z._default(debitsMin, 200),
      administrative: z._default(debitsMin, 34),
      overall: z._default(debitsMin, 7),
    }),
    { unauthorised: 200, administrative: 34, overall: 7 },
  ),
  /** What the bank takes, in order of time. */
  prices: z._default(z.array(prices).check(z.minLength(1)), [
    { from: "2022-01-01", source: "cost model of the project", fileMills: 0, batchMills: 250, entryMills: 0 },
  ]),
});

/** How an environment originates. */
export type OdfiSettings = z.output<typeof odfiSettings>;

/** The form of the settings, for the fault that names it. */
export const ODFI_SETTINGS_FORM =
  'must be JSON such as {"odfi":{"routingNumber":"...","name":"..."},"company":{"name":"...","identification":"..."},"limits":{"creditCentsMax":1,"debitCentsMax":1,"perDay":{"countMax":1,"sumCentsMax":1}}}';

/** The first 8 digits of the ODFI's routing number, as headers and traces have it; the owner of the ledger's ACH accounts. */
export function odfiOf({ odfi }: OdfiSettings): string {
  return odfi.routingNumber.slice(0, 8);
}

/** The calendar's settings for entries of a direction: debits settle on the next banking day. */
export function windowSettings({ windows }: OdfiSettings, direction: "credit" | "debit"): WindowSettings {
  const { leadMinutes, standardCreditDays } = windows;
  return { leadMinutes, standardDays: direction === "debit" ? 1 : standardCreditDays };
}

/** How large batches and files may be. */
export function planLimits({ batches, offsetBankAccountId }: OdfiSettings): PlanLimits {
  const { entriesMax, fileRecordsMax } = batches;
  return { batchEntriesMax: entriesMax, fileRecordsMax, balanced: offsetBankAccountId !== undefined };
}

/** What bank and network take on a day. @throws RuleNotInForceError where the settings have no prices for it. */
export function pricesOn({ prices: dated }: OdfiSettings, on: Day): BankPrices {
  const list = dated.map((value): Dated<(typeof dated)[number]> => ({ from: value.from, value }));
  const { from, ...bank } = inForce(list, on);
  return { ...bank, asOf: from, sameDayEntryMills: inForce(NETWORK_FEES, on).sameDayEntryMills };
}

/**
 * What bank and network take at most for one entry, in mills: as if it were alone in its batch and in its file.
 *
 * @throws RuleNotInForceError where the settings have no prices for the day.
 */
export function entryMillsAtMost(settings: OdfiSettings, on: Day): number {
  return costMills(pricesOn(settings, on), { files: 1, batches: 1, entries: 1, sameDayEntries: 0 });
}
