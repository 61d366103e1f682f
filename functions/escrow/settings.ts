import * as z from "zod/mini";
import { EXPIRY_POLICIES } from "./account";
import { DAY_COUNTS } from "./interest";

const wholeNumber = z.number().check(z.refine((value) => Number.isSafeInteger(value) && value >= 0));
const basisPoints = wholeNumber.check(z.refine((value) => value <= 10_000));
const days = wholeNumber.check(z.refine((value) => value <= 3650));
const name = z.string().check(z.regex(/^[a-zA-Z0-9_-]{1,64}$/));
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

const feePlan = z.strictObject({ basisPoints, flatCents: wholeNumber });

const interestRate = z.strictObject({
  jurisdiction: z.string().check(z.regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)),
  effectiveFrom: day,
  rateMicros: wholeNumber,
  dayCount: z.enum(DAY_COUNTS),
});

/** The plan that providers have whom nobody gave another. */
export const STANDARD_PLAN = "standard";

/** How an environment holds money; whatever is left out has its default. */
export const escrowSettings = z.strictObject({
  /** How long money is held where a payment does not say; it is released then, or when the service was completed. */
  holdDays: z._default(days, 14),
  autoRelease: z._default(z.boolean(), true),
  expiryPolicy: z._default(z.enum(EXPIRY_POLICIES), "keep"),
  /** Whether money is released before the rail's is there: the platform pays ahead, and carries the risk. */
  prefunded: z._default(z.boolean(), false),
  /** By rail: days after which its money counts as there without a notice; the return hold of ACH, say. */
  fundsAfterDays: z._default(z.record(name, days), {}),
  /** What the platform takes of releases, by the name of the plan that a provider has. */
  feePlans: z._default(z.record(name, feePlan), { [STANDARD_PLAN]: { basisPoints: 0, flatCents: 0 } }),
  /** What becomes of a refund of more than escrow holds: it is refused, or the provider owes the rest. */
  refundBeyondEscrow: z._default(z.enum(["refuse", "receivable"]), "refuse"),
  /** Whether what a provider owes is kept from what the provider would get of later releases. */
  offsetReceivables: z._default(z.boolean(), true),
  /** How long the parties have to settle a dispute, and what is decided then: `review` leaves it to a person. */
  disputeDays: z._default(days, 30),
  onDisputeDeadline: z._default(z.enum(["review", "release", "refund"]), "review"),
  interest: z._default(
    z.strictObject({
      /** Whom interest is paid to; nobody where there is none. */
      paidTo: z._default(z.enum(["nobody", "customer", "provider"]), "nobody"),
      jurisdiction: z._default(z.string(), "US"),
      rates: z._default(z.array(interestRate), []),
    }),
    { paidTo: "nobody", jurisdiction: "US", rates: [] },
  ),
});

/** How an environment holds money. */
export type EscrowSettings = z.output<typeof escrowSettings>;

/** The settings of an environment that says nothing. */
export const DEFAULT_SETTINGS: EscrowSettings = z.parse(escrowSettings, {});

/** The form of the settings, for the fault that names it. */
export const SETTINGS_FORM =
  'must be JSON such as {"holdDays":14,"expiryPolicy":"keep","feePlans":{"standard":{"basisPoints":250,"flatCents":0}}}';
