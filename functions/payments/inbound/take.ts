import type { Log } from "../../shared/logging";
import { type SettlingParts, takeSettlement } from "../acquirer-settlement";
import { attemptOf, awaitsAnswer, referenceOf } from "../attempt";
import { takeDispute } from "../disputes";
import { recoverAttempt, takeNotice } from "../recovery";
import type { RefundStore } from "../refund-store";
import { notAnswered } from "../refusals";
import { type Fault, refuse, type Result } from "../results";
import { takeReturn } from "../returns";
import { contradicts, endingOf } from "../settlement";
import type { TakenBackParts } from "../taken-back";
import type { DisputedCharge, Notice } from "./notice";

/** What takes notices in works with. */
export interface InboundParts extends TakenBackParts, SettlingParts {
  readonly refunds: RefundStore;
  /** The reference of the charge that a PaymentIntent of Stripe's was made for; nothing where it is not the platform's. */
  readonly stripeReference: (intentId: string) => Promise<string | undefined>;
  readonly log: Pick<Log, "info" | "warn">;
}

/** Whether a notice was acted upon, or was about nothing here. */
export type Taken = Result<{ readonly taken: boolean }>;

/** A payment has at most so many refunds that are asked about for one notice. */
const REFUNDS_MAX = 100;

/**
 * Takes a notice in. It is about nothing here where its payment is not: another platform of the same account at a
 * sender, say. What cannot be taken yet is refused, so that the sender sends it again.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function take(parts: InboundParts, notice: Notice): Promise<Taken> {
  switch (notice.about) {
    case "attempt": {
      const { key, answer } = notice;
      const standing = await takeNotice(parts, key, answer);
      const ending = endingOf(answer);
      if (standing && ending && contradicts(standing.attempt, ending)) {
        const { status } = standing.attempt;
        parts.log.warn("a notice contradicts the books", { reference: referenceOf(key), told: ending.outcome, status });
        parts.count("NoticesContradicting");
      }
      return { ok: true, taken: standing !== undefined };
    }
    case "refunds": {
      const refunds = await parts.refunds.list(notice.paymentId, REFUNDS_MAX);
      for (const attempt of refunds.filter(awaitsAnswer)) await recoverAttempt(parts, attempt);
      return { ok: true, taken: refunds.length > 0 };
    }
    case "dispute": {
      const { charge, about: _about, ...told } = notice;
      const paymentId = await paymentOf(parts, charge);
      if (paymentId === undefined) return { ok: true, taken: false };
      return takenOf(await takeDispute(parts, { paymentId, ...told }));
    }
    case "funds": {
      const settled = await takeSettlement(parts, notice);
      return settled === "too_early" ? notAnswered() : { ok: true, taken: settled === "taken" };
    }
    case "return":
      return takenOf(await takeReturn(parts, notice));
    case "nothing":
      return { ok: true, taken: false };
  }
}

async function paymentOf({ stripeReference }: InboundParts, charge: DisputedCharge): Promise<string | undefined> {
  if ("paymentId" in charge) return charge.paymentId;
  const reference = await stripeReference(charge.stripeIntent);
  return reference === undefined ? undefined : attemptOf(reference)?.paymentId;
}

function takenOf(result: Result<object>): Taken {
  if (result.ok) return { ok: true, taken: true };
  const isElsewhere = result.errors.every(({ code }: Fault) => code === "payment_not_found");
  return isElsewhere ? { ok: true, taken: false } : refuse(...result.errors);
}
