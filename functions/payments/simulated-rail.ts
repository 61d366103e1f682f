import { createHash } from "node:crypto";
import type { Clock } from "../shared/clock";
import type { ChargeRequest, FollowUpRequest, Rail, RailAnswer, RailKnowledge } from "./rail";

/** What the simulator can be asked to do. */
export const SIMULATED_BEHAVIOURS = [
  "approve",
  "decline",
  "insufficient_funds",
  "dispute",
  "slow",
  "timeout_then_success",
  "success_after_void",
] as const;

/** One of the behaviours. */
export type SimulatedBehaviour = (typeof SIMULATED_BEHAVIOURS)[number];

/** Amounts in cents that ask for a behaviour, of charges, captures and refunds alike: 4000.01 and so on. */
export const SIMULATED_AMOUNTS: Readonly<Record<number, SimulatedBehaviour>> = {
  400_001: "decline",
  400_002: "insufficient_funds",
  400_003: "dispute",
  400_004: "slow",
  400_005: "timeout_then_success",
  400_006: "success_after_void",
};

/** `sim_decline` and so on, in the place of a token. */
export const SIMULATED_TOKEN_PREFIX = "sim_";

/** How long `slow` takes: less than a rail is waited for. */
export const SLOW_MS = 8000;

const DAY_MS = 24 * 60 * 60 * 1000;
const TIMEOUT: RailAnswer = { outcome: "unknown", code: "timeout" };

/** A charge as the simulator keeps it. */
export interface SimulatedCharge {
  readonly reference: string;
  readonly authorisedCents: number;
  /** `limbo`: it will take the money only after it was called off. */
  readonly status: "limbo" | "authorised" | "captured" | "cancelled" | "declined";
  readonly capturedCents: number;
  readonly refundedCents: number;
}

/** What the simulator tells of its own accord. */
export interface SimulatedNotice {
  readonly kind: "late_success" | "chargeback";
  /** The charge's reference. */
  readonly of: string;
  readonly cents: number;
}

/**
 * A rail for local and development use. It is deterministic, knows each reference once, and keeps its books in memory:
 * what `charges` adds up to is what it owes. By token or amount: `decline` and `insufficient_funds` refuse; `dispute`
 * approves and sends a chargeback; `slow` approves after 8 seconds; `timeout_then_success` does the work without an
 * answer; `success_after_void` does not answer, confirms that it is called off, and takes the money all the same.
 */
export class SimulatedRail implements Rail {
  readonly name = "simulator";
  readonly windowMs = DAY_MS;
  readonly charges = new Map<string, SimulatedCharge>();
  readonly notices: SimulatedNotice[] = [];
  private readonly answers = new Map<string, RailAnswer>();

  constructor(private readonly clock: Clock) {}

  charge(request: ChargeRequest): Promise<RailAnswer> {
    const { reference, amount, token, capture } = request;
    // Called off before it arrived.
    if (this.charges.get(reference)?.status === "cancelled") {
      return Promise.resolve({ outcome: "declined", code: "cancelled" });
    }
    const behaviour = behaviourOf(amount.cents, token);
    return this.once(reference, behaviour, () => {
      const refusal = refusalOf(behaviour);
      const status = refusal ? "declined" : behaviour === "success_after_void" ? "limbo" : "authorised";
      this.keep({ reference, authorisedCents: amount.cents, status, capturedCents: 0, refundedCents: 0 });
      if (refusal) return refusal;
      if (status === "limbo") return TIMEOUT;
      if (capture) this.take(reference, amount.cents);
      if (behaviour === "dispute") this.notices.push({ kind: "chargeback", of: reference, cents: amount.cents });
      return approved(reference);
    });
  }

  capture({ reference, of, amount }: FollowUpRequest): Promise<RailAnswer> {
    const behaviour = behaviourOf(amount.cents);
    return this.once(reference, behaviour, () => {
      const charge = this.charges.get(of);
      if (charge?.status !== "authorised" || amount.cents > charge.authorisedCents) {
        return { outcome: "declined", code: "not_capturable" };
      }
      const refusal = refusalOf(behaviour);
      if (refusal) return refusal;
      this.take(of, amount.cents);
      return approved(reference);
    });
  }

  refund({ reference, of, amount }: FollowUpRequest): Promise<RailAnswer> {
    const behaviour = behaviourOf(amount.cents);
    return this.once(reference, behaviour, () => {
      const charge = this.charges.get(of);
      if (!charge || charge.refundedCents + amount.cents > charge.capturedCents) {
        return { outcome: "declined", code: "not_refundable" };
      }
      const refusal = refusalOf(behaviour);
      // What came late can always go back.
      if (refusal && !this.cameLate(of)) return refusal;
      this.keep({ ...charge, refundedCents: charge.refundedCents + amount.cents });
      return approved(reference);
    });
  }

  cancel({ reference, of, amount }: FollowUpRequest): Promise<RailAnswer> {
    return this.once(reference, "approve", () => {
      const charge = this.charges.get(of);
      if (charge?.status === "captured") return { outcome: "declined", code: "captured" };
      const known = charge ?? { reference: of, authorisedCents: amount.cents, capturedCents: 0, refundedCents: 0 };
      if (charge?.status === "limbo") {
        this.take(of, charge.authorisedCents);
        this.answers.set(of, approved(of));
        this.notices.push({ kind: "late_success", of, cents: charge.authorisedCents });
      } else if (charge?.status !== "declined") {
        this.keep({ ...known, status: "cancelled" });
      }
      return approved(reference);
    });
  }

  ask(reference: string): Promise<RailKnowledge> {
    return Promise.resolve(this.answers.get(reference) ?? { outcome: "not_found", code: "unknown_reference" });
  }

  /** Does the work of a reference the first time, and gives its answer again after that. */
  private async once(reference: string, behaviour: SimulatedBehaviour, work: () => RailAnswer): Promise<RailAnswer> {
    const known = this.answers.get(reference);
    if (known) return known;
    const answer = work();
    this.answers.set(reference, answer);
    if (behaviour === "slow") await this.clock.sleep(SLOW_MS);
    return behaviour === "timeout_then_success" && answer.outcome === "approved" ? TIMEOUT : answer;
  }

  private take(reference: string, cents: number): void {
    const charge = this.charges.get(reference);
    if (charge) this.keep({ ...charge, status: "captured", capturedCents: cents });
  }

  private cameLate(reference: string): boolean {
    return this.notices.some(({ kind, of }) => kind === "late_success" && of === reference);
  }

  private keep(charge: SimulatedCharge): void {
    this.charges.set(charge.reference, charge);
  }
}

function behaviourOf(cents: number, token = ""): SimulatedBehaviour {
  const byToken = SIMULATED_BEHAVIOURS.find((name) => token === `${SIMULATED_TOKEN_PREFIX}${name}`);
  return byToken ?? SIMULATED_AMOUNTS[cents] ?? "approve";
}

function refusalOf(behaviour: SimulatedBehaviour): RailAnswer | undefined {
  if (behaviour === "decline") return { outcome: "declined", code: "declined" };
  return behaviour === "insufficient_funds" ? { outcome: "declined", code: "insufficient_funds" } : undefined;
}

function approved(reference: string): RailAnswer {
  const digest = createHash("sha256").update(reference).digest("hex").slice(0, 24);
  return { outcome: "approved", code: "approved", railReference: `sim_${digest}` };
}
