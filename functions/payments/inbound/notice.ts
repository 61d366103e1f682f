import * as z from "zod/mini";
import { type Money, money, MoneyError } from "../../shared/money";
import { type AttemptKey, attemptOf } from "../attempt";
import type { DisputeStatus } from "../../shared/dispute-states";
import type { RailAnswer } from "../rail";
import type { ReturnNotice } from "../returns";
import type { SettlementNotice } from "../acquirer-settlement";
import { type Fault, type Refusal, refuse } from "../results";

/** How a dispute's notice says which payment it is about. */
export type DisputedCharge = { readonly paymentId: string } | { readonly stripeIntent: string };

/** What a sender tells, in the platform's words. */
export type Notice =
  | { readonly about: "attempt"; readonly key: AttemptKey; readonly answer: RailAnswer }
  /** Something became of a payment's refunds; the rail is asked what. */
  | { readonly about: "refunds"; readonly paymentId: string }
  | {
      readonly about: "dispute";
      readonly charge: DisputedCharge;
      readonly disputeId: string;
      readonly status: DisputeStatus;
      readonly amount: Money;
      readonly reason?: string;
      readonly evidenceDueAt?: string;
      readonly broughtBack?: boolean;
    }
  | ({ readonly about: "funds" } & SettlementNotice)
  | ({ readonly about: "return" } & ReturnNotice)
  /** Nothing that is acted upon. */
  | { readonly about: "nothing" };

/** A notice, or all that is wrong with what was sent. */
export type NoticeResult = { readonly ok: true; readonly notice: Notice } | Refusal;

/** What a message is read as: a schema for its data, and what it says then. */
export function readData<Schema extends z.ZodMiniType>(
  schema: Schema,
  data: unknown,
  say: (read: z.output<Schema>) => Notice | Fault,
): NoticeResult {
  const read = schema.safeParse(data);
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => faultAt(["data", ...path].join("."), message));
    return refuse(...faults);
  }
  const said = say(read.data);
  return "about" in said ? { ok: true, notice: said } : refuse(said);
}

/** The fault of a field of a message. */
export function faultAt(param: string, allowed: string): Fault {
  return { code: "invalid", param, message: `${param}: ${allowed}.` };
}

const text = (pattern: RegExp, allowed: string) => z.string(allowed).check(z.regex(pattern, allowed));

/** A sender's own name for something. */
export const senderId = text(/^[a-zA-Z0-9_.:-]{1,64}$/, "must be 1 to 64 of a-z, A-Z, 0-9, _ . : -");

/** A reason or code in a word. */
export const word = text(/^[a-zA-Z0-9_-]{1,64}$/, "must be 1 to 64 of a-z, A-Z, 0-9, _ -");

/** What one of the platform's calls at a rail is known by. */
export const reference = z.pipe(
  z.string("must be a reference such as pay_1/charge/1"),
  z.transform((value: string, context): AttemptKey => {
    const key = attemptOf(value);
    if (key) return key;
    context.issues.push({ code: "custom", message: "must be a reference such as pay_1/charge/1", input: undefined });
    return z.NEVER;
  }),
);

const AMOUNT_FORM = "must be a whole number of cents above 0 and an ISO 4217 code";

/** An amount as rails tell it. */
export function amountOf(cents: number, currency: string): Money | Fault {
  try {
    const amount = money(cents, currency);
    return amount.cents > 0 ? amount : faultAt("data.amount_cents", AMOUNT_FORM);
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    return faultAt("data.amount_cents", AMOUNT_FORM);
  }
}
