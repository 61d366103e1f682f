import { SIMULATED_AMOUNTS } from "../../../../functions/simulator";

/** What a client asks for, or a rail tells, about one payment's held money. */
export type Operation =
  | { readonly kind: "event" }
  | { readonly kind: "release"; readonly id: string; readonly cents: number }
  | { readonly kind: "refund"; readonly id: string; readonly cents: number }
  | { readonly kind: "dispute" | "withdraw"; readonly id: string }
  | { readonly kind: "resolve"; readonly id: string; readonly refundBasisPoints: number }
  | {
      readonly kind: "chargeback";
      readonly id: string;
      readonly status: "opened" | "won" | "lost";
      readonly cents: number;
    };

/** An answer in a word, or the code of a refusal. */
export type Reply = string;

/** The money of an escrow as it is compared with the stored one. */
export interface Compared {
  readonly status: string;
  readonly released: number;
  readonly refunded: number;
}

interface State {
  readonly seen: boolean;
  readonly released: number;
  /** By refunds and by chargebacks, out of escrow. */
  readonly refunded: number;
  /** What refunds and chargebacks took of the payment, whoever bore it. */
  readonly reversed: number;
  readonly disputes: Readonly<Record<string, string>>;
  readonly chargebacks: Readonly<
    Record<string, { readonly status: string; readonly held: number; readonly bounded: number }>
  >;
  readonly ended?: "released" | "refunded";
  readonly answered: Readonly<Record<string, { readonly body: string; readonly reply: Reply }>>;
}

interface After {
  readonly reply: Reply;
  readonly model: EscrowModel;
}

const START: State = {
  seen: false,
  released: 0,
  refunded: 0,
  reversed: 0,
  disputes: {},
  chargebacks: {},
  answered: {},
};

/** An independent account of what happens to held money, without tables, rails or crashes: it predicts every reply. */
export class EscrowModel {
  constructor(
    private readonly heldCents: number,
    private readonly state: State = START,
  ) {}

  compared(): Compared {
    const { released, refunded, ended } = this.state;
    const open = this.isDisputed && ended === undefined;
    const by = released > 0 ? "partially_released" : "holding";
    return { status: ended ?? (open ? "disputed" : by), released, refunded };
  }

  /** The reply to an operation, and the model after it. */
  after(operation: Operation): After {
    switch (operation.kind) {
      case "event":
        return this.event();
      case "release":
        return this.once(operation, () => this.release(operation.cents));
      case "refund":
        return this.once(operation, () => this.refund(operation.cents));
      case "dispute":
        return this.dispute(operation.id);
      case "withdraw":
        return this.withdraw(operation.id);
      case "resolve":
        return this.resolve(operation.id, operation.refundBasisPoints);
      case "chargeback":
        return this.chargeback(operation);
    }
  }

  /** The models after all of these, in each order in which they get these replies. */
  *afterAll(operations: readonly Operation[], replies: readonly Reply[]): Generator<EscrowModel> {
    if (operations.length === 0) yield this;
    for (const [place, operation] of operations.entries()) {
      const { reply, model } = this.after(operation);
      if (reply !== replies[place]) continue;
      const rest = <Value>(list: readonly Value[]) => list.filter((_, each) => each !== place);
      yield* model.afterAll(rest(operations), rest(replies));
    }
  }

  private get left(): number {
    return this.heldCents - this.state.released - this.state.refunded;
  }

  private get isDisputed(): boolean {
    const { disputes, chargebacks } = this.state;
    return (
      Object.values(disputes).includes("opened") || Object.values(chargebacks).some(({ status }) => status === "opened")
    );
  }

  private with(change: Partial<State>): EscrowModel {
    return new EscrowModel(this.heldCents, { ...this.state, ...change });
  }

  private refuse(reply: Reply) {
    return { reply, model: this as EscrowModel };
  }

  /** Whoever emptied it last says how it ended; while it is disputed it has not. */
  private moved(change: Partial<State>, by: "released" | "refunded"): EscrowModel {
    const after = this.with(change);
    return after.left === 0 && !after.isDisputed ? after.with({ ended: by }) : after;
  }

  private once(operation: Extract<Operation, { id: string }>, act: () => { reply: Reply; model: EscrowModel }) {
    const key = `${operation.kind} ${operation.id}`;
    const body = JSON.stringify(operation);
    const known = this.state.answered[key];
    if (known) return this.refuse(known.body === body ? known.reply : "idempotency_key_reused");
    const { reply, model } = act();
    const isKept = reply.startsWith("released") || reply.startsWith("refund ");
    if (!isKept) return { reply, model };
    return { reply, model: model.with({ answered: { ...model.state.answered, [key]: { body, reply } } }) };
  }

  private event() {
    if (this.state.seen) return this.refuse("seen");
    if (this.state.ended) return this.refuse("illegal_transition");
    return { reply: "seen", model: this.with({ seen: true }) };
  }

  private release(cents: number) {
    if (this.state.ended) return this.refuse("illegal_transition");
    if (this.isDisputed) return this.refuse("escrow_disputed");
    if (!this.state.seen) return this.refuse("conditions_not_met");
    if (cents > this.left) return this.refuse("escrow_insufficient");
    return { reply: `released ${cents}`, model: this.moved({ released: this.state.released + cents }, "released") };
  }

  private refund(cents: number) {
    const { reversed, refunded, chargebacks } = this.state;
    const isRailDisputed = Object.values(chargebacks).some(({ status }) => status === "opened");
    if (isRailDisputed || reversed === this.heldCents) return this.refuse("illegal_transition");
    if (reversed + cents > this.heldCents) return this.refuse("refund_exceeds_payment");
    if (this.isDisputed && !this.state.ended) return this.refuse("escrow_disputed");
    if (cents > this.left) return this.refuse("escrow_insufficient");
    if (SIMULATED_AMOUNTS[cents] === "decline") return this.refuse("refund failed");
    const change = { refunded: refunded + cents, reversed: reversed + cents };
    return { reply: "refund completed", model: this.moved(change, "refunded") };
  }

  private dispute(id: string) {
    const known = this.state.disputes[id];
    if (known) return this.refuse("dispute made");
    if (this.state.ended) return this.refuse("illegal_transition");
    if (this.isDisputed) return this.refuse("escrow_disputed");
    return { reply: "dispute made", model: this.with({ disputes: { ...this.state.disputes, [id]: "opened" } }) };
  }

  private withdraw(id: string) {
    const known = this.state.disputes[id];
    if (known === undefined) return this.refuse("escrow_dispute_not_found");
    if (known === "withdrawn") return this.refuse("dispute withdrawn");
    if (known !== "opened") return this.refuse("illegal_transition");
    const model = this.moved({ disputes: { ...this.state.disputes, [id]: "withdrawn" } }, "refunded");
    return { reply: "dispute withdrawn", model };
  }

  /** Decided about what is held when it is opened; nothing else moves until it is carried out, but a chargeback. */
  private resolve(id: string, refundBasisPoints: number) {
    const known = this.state.disputes[id];
    const status = refundBasisPoints === 0 ? "won" : "lost";
    const decision = `${status} ${refundBasisPoints}`;
    if (known === undefined) return this.refuse("escrow_dispute_not_found");
    if (known === decision) return this.refuse(`dispute ${status}`);
    if (known !== "opened") return this.refuse("illegal_transition");
    const back = Math.floor((this.left * refundBasisPoints + 5000) / 10_000);
    const { released, refunded, reversed } = this.state;
    const change = {
      disputes: { ...this.state.disputes, [id]: decision },
      refunded: refunded + back,
      reversed: reversed + back,
      released: released + this.left - back,
    };
    const by = this.left === back ? "refunded" : "released";
    return { reply: `dispute ${status}`, model: this.moved(change, by) };
  }

  private chargeback({ id, status, cents }: Extract<Operation, { kind: "chargeback" }>): After {
    const { chargebacks, reversed, refunded } = this.state;
    const known = chargebacks[id];
    const put = (after: (typeof chargebacks)[string]) => ({ chargebacks: { ...chargebacks, [id]: after } });
    if (!known) {
      const bounded = Math.min(cents, this.heldCents - reversed);
      const held = Math.min(bounded, this.left);
      const change = {
        ...put({ status: "opened", held, bounded }),
        reversed: reversed + bounded,
        refunded: refunded + held,
      };
      const model = this.with(change);
      return status === "opened"
        ? { reply: "chargeback opened", model }
        : model.chargeback({ kind: "chargeback", id, status, cents });
    }
    if (known.status !== "opened" || status === "opened") return this.refuse(`chargeback ${known.status}`);
    const back = status === "won" ? known : { held: 0, bounded: 0 };
    const change = { ...put({ ...known, status }), reversed: reversed - back.bounded, refunded: refunded - back.held };
    return { reply: `chargeback ${status}`, model: this.moved(change, "refunded") };
  }
}
