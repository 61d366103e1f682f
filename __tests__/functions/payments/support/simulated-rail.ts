import type {
  Asked,
  ChargeRequest,
  FollowUpRequest,
  Rail,
  RailAnswer,
  RailKnowledge,
  RailName,
} from "../../../../functions/payments/rail";
import {
  MemoryBooks,
  type SimulatedAnswer,
  type SimulatedCharge,
  simulatedMethod,
  type SimulatedNotice,
  Simulator,
} from "../../../../functions/simulator";
import type { Clock } from "../../../../functions/shared/clock";
import { seededRandom } from "../../vault/support/seeded";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A rail whose acquirer is the simulator with books in memory, called without anything between them. */
export class SimulatedRail implements Rail {
  readonly windowMs = DAY_MS;
  readonly books = new MemoryBooks();
  private readonly simulator: Simulator;

  constructor(
    readonly name: RailName,
    clock: Clock,
  ) {
    this.simulator = new Simulator({ books: this.books, clock, random: seededRandom(`rail ${name}`) });
  }

  get charges(): ReadonlyMap<string, SimulatedCharge> {
    return this.books.charges;
  }

  get notices(): readonly SimulatedNotice[] {
    return this.books.noticed;
  }

  async charge({ reference, amount, token = "", capture }: ChargeRequest): Promise<RailAnswer> {
    const behaviour = simulatedMethod(token);
    const { cents: amountCents, currency } = amount;
    return railAnswer(await this.simulator.charge({ reference, amountCents, currency, capture, behaviour }));
  }

  async capture(request: FollowUpRequest): Promise<RailAnswer> {
    return railAnswer(await this.simulator.capture(followUp(request)));
  }

  async refund(request: FollowUpRequest): Promise<RailAnswer> {
    return railAnswer(await this.simulator.refund(followUp(request)));
  }

  async cancel(request: FollowUpRequest): Promise<RailAnswer> {
    return railAnswer(await this.simulator.cancel(followUp(request)));
  }

  async ask(reference: string, _asked?: Asked): Promise<RailKnowledge> {
    const known = await this.simulator.ask(reference);
    return known.outcome === "not_found" ? known : railAnswer(known);
  }
}

function followUp({ reference, of, amount: { cents: amountCents, currency } }: FollowUpRequest) {
  return { reference, of, amountCents, currency };
}

function railAnswer({ outcome, code, acquirerReference: railReference }: SimulatedAnswer): RailAnswer {
  return { outcome, code, railReference };
}
