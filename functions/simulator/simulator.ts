import type { Clock } from "../shared/clock";
import type { RandomBytes } from "../shared/ids";
import { untilWritten } from "../shared/retry";
import { behaviourOf, SLOW_MS } from "./behaviours";
import type { Books } from "./books";
import {
  cancel,
  capture,
  chargeAnew,
  refund,
  type SimulatedAnswer,
  type SimulatedCharge,
  type SimulatedChange,
  type SimulatedChargeRequest,
  type SimulatedFollowUpRequest,
  standingOf,
  TIMEOUT,
} from "./charge";

/** What the simulator works with. */
export interface SimulatorParts {
  readonly books: Books;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

/** What the simulator knows of a reference. */
export type SimulatedKnowledge = SimulatedAnswer | { readonly outcome: "not_found"; readonly code: string };

/**
 * An acquirer for local and development use: deterministic, and without a single card number. It moves no money, but
 * keeps books of what it would owe. A reference has one effect, however many instances get it at once; sent again, it
 * gets its first answer, but for a reservation that was called off since.
 *
 * @throws BusyError from all but `ask`, and whatever the books throw.
 */
export class Simulator {
  constructor(private readonly parts: SimulatorParts) {}

  async charge(request: SimulatedChargeRequest): Promise<SimulatedAnswer> {
    const { books, clock } = this.parts;
    const { answer, isNew } = await untilWritten(this.parts, async () => {
      const known = await books.findCharge(request.reference);
      if (known) return { answer: standingOf(known) ?? CALLED_OFF, isNew: false };
      const { charge, answer, notices } = chargeAnew(request, clock.now());
      return (await books.commit({ charge, notices })) ? { answer, isNew: true } : undefined;
    });
    return isNew ? this.tell(answer, request) : answer;
  }

  capture(request: SimulatedFollowUpRequest): Promise<SimulatedAnswer> {
    return this.followUp(request, (charge) => capture(request, charge, this.parts.clock.now()));
  }

  refund(request: SimulatedFollowUpRequest): Promise<SimulatedAnswer> {
    return this.followUp(request, (charge) => refund(request, charge));
  }

  /** A cancellation is always answered, whatever its amount. */
  cancel(request: SimulatedFollowUpRequest): Promise<SimulatedAnswer> {
    return this.followUp(request, (charge) => cancel(request, charge, this.parts.clock.now()), false);
  }

  /** What became of a reference, of whatever it was. */
  async ask(reference: string): Promise<SimulatedKnowledge> {
    const { books } = this.parts;
    const [charge, followUp] = await Promise.all([books.findCharge(reference), books.findFollowUp(reference)]);
    return (charge && standingOf(charge)) ?? followUp?.answer ?? { outcome: "not_found", code: "unknown_reference" };
  }

  private async followUp(
    request: SimulatedFollowUpRequest,
    change: (charge: SimulatedCharge | undefined) => SimulatedChange,
    hasMoods = true,
  ): Promise<SimulatedAnswer> {
    const { reference, of } = request;
    const { books } = this.parts;
    const { answer, isNew } = await untilWritten(this.parts, async () => {
      const [known, charge] = await Promise.all([books.findFollowUp(reference), books.findCharge(of)]);
      if (known) return { answer: known.answer, isNew: false };
      const { answer, ...entry } = change(charge);
      const written = await books.commit({ ...entry, followUp: { reference, of, answer } });
      return written ? { answer, isNew: true } : undefined;
    });
    return isNew && hasMoods ? this.tell(answer, request) : answer;
  }

  /** How the first answer to a request reaches who asked: at once, late, or not at all. */
  private async tell(
    answer: SimulatedAnswer,
    { amountCents, behaviour: asked }: Pick<SimulatedChargeRequest, "amountCents" | "behaviour">,
  ): Promise<SimulatedAnswer> {
    const behaviour = behaviourOf(amountCents, asked);
    if (behaviour === "slow") await this.parts.clock.sleep(SLOW_MS);
    return behaviour === "timeout_then_success" && answer.outcome === "approved" ? TIMEOUT : answer;
  }
}

/** The answer to a charge that arrives after it was called off. */
const CALLED_OFF: SimulatedAnswer = { outcome: "declined", code: "cancelled" };
