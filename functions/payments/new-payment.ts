import { entryMillsAtMost } from "../ach";
import { type HoldWishes, STANDARD_PLAN } from "../escrow";
import { toTimestamp } from "../shared/clock";
import type { Money } from "../shared/money";
import { costsOf, debitCostsOf, type PaymentCosts, untakenCosts, USAGE_OF_PAYMENT } from "./costs";
import { DEBITS } from "./debits";
import type { Decision } from "./limits";
import type { PaymentParts } from "./parts";
import type { PaymentState, PaymentTransaction } from "./payment";
import type { RailName } from "./rail";

/** What a caller says of a payment; where the id is not the client's own, the caller makes one. */
export interface NewPayment {
  readonly paymentId: string;
  readonly amount: Money;
  readonly customerId: string;
  readonly providerId?: string;
  readonly encryptedCardToken?: string;
  readonly description?: string;
  readonly addressId?: string;
  /** How its money is to be held; only with a provider. */
  readonly escrow?: HoldWishes;
  /** @default automatic */
  readonly captureMethod?: PaymentTransaction["captureMethod"];
}

/** The first version of a payment that was decided about. */
export function firstVersion(
  parts: PaymentParts,
  { paymentId, amount, captureMethod, ...request }: NewPayment,
  rail: RailName,
  decision: Decision,
  state: PaymentState,
  feePlan?: string,
): PaymentTransaction {
  const now = toTimestamp(parts.clock.now());
  const costs = railCosts(parts, rail, amount, now);
  return {
    ...request,
    ...state,
    id: paymentId,
    amountCents: amount.cents,
    currency: amount.currency,
    kmsKeyId: parts.kmsKeyId,
    fraudScore: decision.score,
    fraudReasons: decision.reasons,
    fraudDecision: decision.outcome,
    ...costs,
    ...(state.status === "failed" && untakenCosts({ rail, ...costs })),
    createdAt: now,
    updatedAt: now,
    rail,
    ...(feePlan !== undefined && feePlan !== STANDARD_PLAN && { feePlan }),
    captureMethod: captureMethod ?? "automatic",
    capturedCents: 0,
    reversedCents: 0,
    refundedCents: 0,
    version: 1,
    region: parts.region,
    epoch: parts.epoch,
  };
}

/** What processing costs: on the bank's rail the bank's prices of the day, elsewhere the acquirer's fee. */
function railCosts({ bank, acquirerFee }: PaymentParts, rail: RailName, amount: Money, now: string): PaymentCosts {
  if (rail !== DEBITS) return costsOf(amount, USAGE_OF_PAYMENT, acquirerFee);
  return bank ? debitCostsOf(amount, entryMillsAtMost(bank, now.slice(0, 10))) : {};
}
