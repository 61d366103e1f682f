import { MemoryBooks, type SimulatedBehaviour, Simulator } from "../../../../functions/simulator";
import type { Books } from "../../../../functions/simulator/books";
import { ManualClock, seededRandom } from "../../vault/support/seeded";

let instances = 0;

/** Books, a clock, and as many instances of the simulator as a test wants. */
export class Simulation {
  readonly clock = new ManualClock();
  readonly memory = new MemoryBooks();

  constructor(readonly books: Books = this.memory) {}

  /** One function instance. */
  instance(): Simulator {
    const random = seededRandom(`simulator ${instances++}`);
    return new Simulator({ books: this.books, clock: this.clock, random });
  }

  charge(behaviour?: SimulatedBehaviour, amountCents = 100, capture = true) {
    return this.instance().charge({ reference: "c", amountCents, currency: "USD", capture, behaviour });
  }

  capture(reference: string, amountCents: number) {
    return this.instance().capture({ reference, of: "c", amountCents, currency: "USD" });
  }

  refund(reference: string, amountCents: number, of = "c") {
    return this.instance().refund({ reference, of, amountCents, currency: "USD" });
  }

  cancel(reference = "v") {
    return this.instance().cancel({ reference, of: "c", amountCents: 100, currency: "USD" });
  }

  ask(reference = "c") {
    return this.instance().ask(reference);
  }

  /** The charge as the books have it. */
  async kept() {
    return this.books.findCharge("c");
  }
}
