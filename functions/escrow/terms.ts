import * as z from "zod/mini";
import { toTimestamp } from "../shared/clock";
import type { FaultOf } from "../shared/results";
import { type RequestFault, requestFaults } from "../shared/request-fields";
import { EXPIRY_POLICIES, type EscrowAccount, type ExpiryPolicy } from "./account";
import { type ConditionFault, readCondition, type ReleaseCondition } from "./conditions";
import type { Beneficiary, FeePlan } from "./fees";
import { type EscrowSettings, STANDARD_PLAN } from "./settings";

/** What a payment says about how its money is held; whatever is left out follows from the environment. */
export interface HoldWishes {
  readonly releaseConditions?: ReleaseCondition;
  readonly autoRelease?: boolean;
  readonly holdEndDate?: string;
  readonly expiryPolicy?: ExpiryPolicy;
  readonly beneficiaries?: readonly Beneficiary[];
}

/** What can be wrong with such wishes. */
export type TermsFault = ConditionFault | RequestFault | FaultOf<"beneficiaries_invalid">;

/** How many may share one release: their postings stand in one transaction. */
const BENEFICIARIES_MAX = 15;

/** Wishes as a request has them. */
export interface AskedTerms {
  readonly release_conditions?: unknown;
  readonly auto_release?: boolean;
  readonly hold_end_date?: string;
  readonly expiry_policy?: ExpiryPolicy;
  readonly beneficiaries?: readonly { readonly provider_id: string; readonly basis_points: number }[];
}

/** Reads what a request wishes, or gives all that is wrong with it. */
export function readWishes(
  asked: AskedTerms,
  now: number,
): { readonly ok: true; readonly wishes: HoldWishes } | { readonly ok: false; readonly errors: readonly TermsFault[] } {
  const { release_conditions, auto_release: autoRelease, hold_end_date, expiry_policy: expiryPolicy } = asked;
  const condition =
    release_conditions === undefined ? undefined : readCondition(release_conditions, "escrow.release_conditions");
  const end = hold_end_date === undefined ? undefined : Date.parse(hold_end_date);
  const beneficiaries = asked.beneficiaries?.map(({ provider_id: providerId, basis_points: basisPoints }) => ({
    providerId,
    basisPoints,
  }));
  const errors: TermsFault[] = [
    ...(condition?.ok === false ? condition.errors : []),
    ...(beneficiaries ? beneficiariesFaults(beneficiaries, "escrow.beneficiaries") : []),
  ];
  if (end !== undefined && !(end > now)) {
    const param = "escrow.hold_end_date";
    errors.push({ code: "invalid", param, message: `${param}: must be a moment to come, ISO 8601 with its offset.` });
  }
  if (errors.length > 0) return { ok: false, errors };
  const wishes: HoldWishes = {
    ...(condition?.ok === true && { releaseConditions: condition.condition }),
    ...(autoRelease !== undefined && { autoRelease }),
    ...(end !== undefined && { holdEndDate: toTimestamp(end) }),
    ...(expiryPolicy !== undefined && { expiryPolicy }),
    ...(beneficiaries && { beneficiaries }),
  };
  return { ok: true, wishes };
}

/** What is wrong with who shares a release: nobody, the same one twice, or weights that do not make a whole. */
export function beneficiariesFaults(beneficiaries: readonly Beneficiary[], param: string): TermsFault[] {
  const ids = beneficiaries.map(({ providerId }) => providerId);
  const whole = beneficiaries.reduce((sum, { basisPoints }) => sum + basisPoints, 0);
  const fault = (message: string): TermsFault => ({ code: "beneficiaries_invalid", param, message });
  return [
    ...requestFaults(Object.fromEntries(ids.map((id, place) => [`${param}[${place}].provider_id`, id]))),
    ...(ids.length === 0 || ids.length > BENEFICIARIES_MAX
      ? [fault(`${param}: saw ${ids.length}, allowed are 1 to ${BENEFICIARIES_MAX}.`)]
      : []),
    ...(new Set(ids).size < ids.length ? [fault(`${param}: a provider stands there twice.`)] : []),
    ...(beneficiaries.some(({ basisPoints }) => basisPoints <= 0)
      ? [fault(`${param}: each basis_points must be above 0.`)]
      : []),
    ...(whole !== 10_000 ? [fault(`${param}: basis points add up to ${whole}, allowed is 10000.`)] : []),
  ];
}

/** How the money of a payment is held: what it wishes, and the environment's defaults. */
export type HoldTerms = Pick<
  EscrowAccount,
  | "releaseConditions"
  | "autoReleaseEnabled"
  | "holdEndDate"
  | "expiryPolicy"
  | "beneficiaries"
  | "feePlan"
  | "prefunded"
  | "fundsAvailableAt"
>;

const DAY_MS = 24 * 60 * 60 * 1000;

/** The event that lets money go where nothing else was agreed. */
const SERVICE_COMPLETED = "service.completed";

/**
 * The terms of a hold that begins now. Where a payment names no conditions its money goes when the service was completed,
 * or when the hold ends.
 */
export function holdTerms(
  settings: EscrowSettings,
  payment: {
    readonly providerId: string;
    readonly rail: string;
    readonly feePlan?: string;
    readonly escrow?: HoldWishes;
  },
  now: number,
): HoldTerms {
  const { escrow: wishes = {}, providerId, rail } = payment;
  const holdEndDate = wishes.holdEndDate ?? toTimestamp(now + settings.holdDays * DAY_MS);
  const fundsAfter = settings.fundsAfterDays[rail];
  return {
    releaseConditions: wishes.releaseConditions ?? { any: [{ event: SERVICE_COMPLETED }, { time: holdEndDate }] },
    autoReleaseEnabled: wishes.autoRelease ?? settings.autoRelease,
    holdEndDate,
    expiryPolicy: wishes.expiryPolicy ?? settings.expiryPolicy,
    beneficiaries: wishes.beneficiaries ?? [{ providerId, basisPoints: 10_000 }],
    feePlan: planOf(settings, payment.feePlan),
    prefunded: settings.prefunded,
    ...(fundsAfter !== undefined && { fundsAvailableAt: toTimestamp(now + fundsAfter * DAY_MS) }),
  };
}

/** A plan by its name; one that is not in the settings is the standard plan's, and without that there is no fee. */
function planOf({ feePlans }: EscrowSettings, plan = STANDARD_PLAN): FeePlan {
  return feePlans[plan] ?? feePlans[STANDARD_PLAN] ?? { basisPoints: 0, flatCents: 0 };
}

/** A condition in an item: its JSON, read and checked again. */
export const conditionText = z.pipe(
  z.string(),
  z.transform((text: string, context): ReleaseCondition => {
    const read = readCondition(parsed(text));
    if (read.ok) return read.condition;
    context.issues.push({ code: "custom", message: "is no condition", input: undefined });
    return z.NEVER;
  }),
);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Beneficiaries in an item. */
export const storedBeneficiaries = z.array(z.object({ providerId: z.string(), basisPoints: z.number() }));

/** Wishes in an item of a payment. */
export const storedWishes = z.object({
  releaseConditions: z.optional(conditionText),
  autoRelease: z.optional(z.boolean()),
  holdEndDate: z.optional(z.string()),
  expiryPolicy: z.optional(z.enum(EXPIRY_POLICIES)),
  beneficiaries: z.optional(storedBeneficiaries),
});

/** Wishes as an item of a payment holds them. */
export function writeWishes(wishes: HoldWishes): object {
  const { releaseConditions } = wishes;
  return { ...wishes, ...(releaseConditions && { releaseConditions: JSON.stringify(releaseConditions) }) };
}
