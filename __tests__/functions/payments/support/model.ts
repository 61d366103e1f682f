import type { SimulatedBehaviour } from "../../../../functions/payments/simulated-rail";
import { SIMULATED_AMOUNTS } from "../../../../functions/payments/simulated-rail";

/** What a client asks for. */
export type Operation =
  | { readonly kind: "validate" | "process" | "pay"; readonly id: string }
  | { readonly kind: "refund"; readonly id: string; readonly refundId: string; readonly cents: number };

/** The reply of a payment that failed for the rail's silence. */
export const CALLED_OFF = "called off";

/** A payment's answer in a word: a status, called off, `refund completed`, `refund failed`, or the code of a refusal. */
export type Reply = string;

interface ModelPayment {
  readonly status: string;
  readonly captured: number;
  readonly refunded: number;
}

/** An independent account of what payments do, without tables, rails or crashes: it predicts every reply. */
export class Model {
  constructor(
    private readonly amountCents: number,
    private readonly behaviours: Readonly<Record<string, SimulatedBehaviour>>,
    readonly payments: ReadonlyMap<string, ModelPayment> = new Map(),
    private readonly answered: ReadonlyMap<string, { body: string; reply: Reply }> = new Map(),
  ) {}

  /** The replies that an operation can get, and the model after each. */
  after(operation: Operation): { reply: Reply; model: Model }[] {
    const key = `${operation.kind} ${operation.id} ${operation.kind === "refund" ? operation.refundId : ""}`;
    const body = JSON.stringify(operation);
    const known = this.answered.get(key);
    if (known) return [{ reply: known.body === body ? known.reply : "idempotency_key_reused", model: this }];
    const before = this.payments.get(operation.id);
    const outcome = operation.kind === "refund" ? refunded(before, operation.cents) : this.created(before, operation);
    if (typeof outcome === "string") return [{ reply: outcome, model: this }];
    return outcome.map(({ reply, payment }) => {
      const payments = new Map(this.payments).set(operation.id, payment);
      const answered = new Map(this.answered).set(key, { body, reply });
      return { reply, model: new Model(this.amountCents, this.behaviours, payments, answered) };
    });
  }

  /** The model after all of these in some order in which they get these replies. */
  afterAll(operations: readonly Operation[], replies: readonly Reply[]): Model | undefined {
    if (operations.length === 0) return this;
    for (const [place, operation] of operations.entries()) {
      const rest = <Value>(list: readonly Value[]) => list.filter((_, each) => each !== place);
      const next = this.after(operation).find(({ reply }) => reply === replies[place])?.model;
      const found = next?.afterAll(rest(operations), rest(replies));
      if (found) return found;
    }
    return undefined;
  }

  private created(before: ModelPayment | undefined, { kind, id }: Operation) {
    if (kind === "process") {
      if (!before) return "payment_not_found";
      if (before.status !== "pending") return "illegal_transition";
    } else if (before) return "payment_exists";
    if (kind === "validate") return [{ reply: "pending", payment: { status: "pending", captured: 0, refunded: 0 } }];
    const completed = { reply: "completed", payment: { status: "completed", captured: this.amountCents, refunded: 0 } };
    const failed = { reply: "failed", payment: { status: "failed", captured: 0, refunded: 0 } };
    // What stays open for an hour is called off, unless whoever called it off was killed and the rail has the money.
    const calledOff = { ...failed, reply: CALLED_OFF };
    const behaviour = this.behaviours[id];
    return behaviour === "decline" || behaviour === "insufficient_funds" ? [failed, calledOff] : [completed, calledOff];
  }
}

function refunded(before: ModelPayment | undefined, cents: number) {
  if (!before) return "payment_not_found";
  if (before.status !== "completed" && before.status !== "partially_refunded") return "illegal_transition";
  if (before.refunded + cents > before.captured) return "refund_exceeds_payment";
  const behaviour = SIMULATED_AMOUNTS[cents];
  if (behaviour === "decline" || behaviour === "insufficient_funds") {
    return [{ reply: "refund failed", payment: before }];
  }
  const total = before.refunded + cents;
  const status = total === before.captured ? "refunded" : "partially_refunded";
  return [{ reply: "refund completed", payment: { ...before, status, refunded: total } }];
}
