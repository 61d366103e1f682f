import { SIMULATED_AMOUNTS, type SimulatedBehaviour } from "../../../../functions/simulator";

/** What a client asks for, or a rail tells. */
export type Operation =
  | { readonly kind: "validate" | "process" | "pay"; readonly id: string }
  | { readonly kind: "refund"; readonly id: string; readonly refundId: string; readonly cents: number }
  | {
      readonly kind: "dispute";
      readonly id: string;
      readonly disputeId: string;
      readonly status: "opened" | "under_review" | "won" | "lost" | "withdrawn";
      readonly cents: number;
    };

/** The reply of a payment that failed for the rail's silence. */
export const CALLED_OFF = "called off";

/** An answer in a word: a status, called off, `refund completed`, `dispute of 100 won`, or the code of a refusal. */
export type Reply = string;

interface ModelDispute {
  readonly status: string;
  /** What the rail took when it was opened. */
  readonly cents: number;
  /** What it took of the payment, and has not brought back. */
  readonly took: number;
}

interface ModelPayment {
  readonly status: string;
  readonly captured: number;
  readonly refunded: number;
  readonly disputes: Readonly<Record<string, ModelDispute>>;
}

/** A payment as it is compared with the stored one. */
export interface Compared {
  readonly status: string;
  readonly captured: number;
  readonly refunded: number;
  readonly chargedBack: number;
}

/** An independent account of what payments do, without tables, rails or crashes: it predicts every reply. */
export class Model {
  constructor(
    private readonly amountCents: number,
    private readonly behaviours: Readonly<Record<string, SimulatedBehaviour>>,
    private readonly payments: ReadonlyMap<string, ModelPayment> = new Map(),
    private readonly answered: ReadonlyMap<string, { body: string; reply: Reply }> = new Map(),
  ) {}

  /** What the table must hold when nothing is under way. */
  compared(): Map<string, Compared> {
    return new Map(
      [...this.payments].map(([id, payment]) => {
        const { status, captured, refunded } = payment;
        return [id, { status, captured, refunded, chargedBack: chargedBackOf(payment) }];
      }),
    );
  }

  /** The same for two models that predict the same from here on. */
  identity(): string {
    const inOrder = ([one]: [string, unknown], [other]: [string, unknown]) => (one < other ? -1 : 1);
    const payments = [...this.payments].sort(inOrder).map(([id, { disputes, ...payment }]) => {
      return [id, payment, Object.entries(disputes).sort(inOrder)];
    });
    return JSON.stringify([payments, [...this.answered].sort(inOrder)]);
  }

  /** The replies that an operation can get, and the model after each. */
  after(operation: Operation): { reply: Reply; model: Model }[] {
    if (operation.kind === "dispute") return [this.disputed(operation)];
    const key = `${operation.kind} ${operation.id} ${operation.kind === "refund" ? operation.refundId : ""}`;
    const body = JSON.stringify(operation);
    const known = this.answered.get(key);
    if (known) return [{ reply: known.body === body ? known.reply : "idempotency_key_reused", model: this }];
    const before = this.payments.get(operation.id);
    const outcome = operation.kind === "refund" ? refunded(before, operation.cents) : this.created(before, operation);
    if (typeof outcome === "string") return [{ reply: outcome, model: this }];
    return outcome.map(({ reply, payment }) => {
      const answered = new Map(this.answered).set(key, { body, reply });
      return { reply, model: this.with(operation.id, payment, answered) };
    });
  }

  /**
   * The model after all of these, in each order in which they get these replies. A decision that finds no dispute opens
   * it first: between the two there may be others.
   */
  *afterAll(operations: readonly Operation[], replies: readonly (Reply | undefined)[]): Generator<Model> {
    const opening = operations.flatMap((each) =>
      each.kind === "dispute" && each.status !== "opened" ? [{ ...each, status: "opened" } as const] : [],
    );
    yield* this.inEachOrder([...operations, ...opening], replies);
  }

  private *inEachOrder(operations: readonly Operation[], replies: readonly (Reply | undefined)[]): Generator<Model> {
    if (operations.length === 0) yield this;
    for (const [place, operation] of operations.entries()) {
      const rest = <Value>(list: readonly Value[]) => list.filter((_, each) => each !== place);
      const expected = replies[place];
      const next = this.after(operation).find(({ reply }) => expected === undefined || reply === expected)?.model;
      if (next) yield* next.inEachOrder(rest(operations), rest(replies));
    }
  }

  private with(id: string, payment: ModelPayment, answered = this.answered): Model {
    return new Model(this.amountCents, this.behaviours, new Map(this.payments).set(id, payment), answered);
  }

  private disputed({ id, disputeId, status, cents }: Extract<Operation, { kind: "dispute" }>) {
    const payment = this.payments.get(id);
    if (!payment) return { reply: "payment_not_found", model: this };
    if (payment.status === "pending") return { reply: "illegal_transition", model: this };
    const left = payment.captured - payment.refunded - chargedBackOf(payment);
    const known = payment.disputes[disputeId] ?? { status: "opened", cents, took: Math.min(cents, left) };
    const isOver = ["won", "lost", "withdrawn"].includes(known.status);
    const moves = !isOver && !(status === "opened" || known.status === status);
    const after = moves ? { ...known, status, took: status === "won" ? 0 : known.took } : known;
    const disputes = { ...payment.disputes, [disputeId]: after };
    const changed = { ...payment, disputes };
    const reply = `dispute of ${after.cents} ${after.status}`;
    return { reply, model: this.with(id, { ...changed, status: statusOf(changed) }) };
  }

  private created(before: ModelPayment | undefined, { kind, id }: Operation) {
    if (kind === "process") {
      if (!before) return "payment_not_found";
      if (before.status !== "pending") return "illegal_transition";
    } else if (before) return "payment_exists";
    const none = { captured: 0, refunded: 0, disputes: {} };
    if (kind === "validate") return [{ reply: "pending", payment: { ...none, status: "pending" } }];
    const completed = { reply: "completed", payment: { ...none, status: "completed", captured: this.amountCents } };
    const failed = { reply: "failed", payment: { ...none, status: "failed" } };
    // What stays open for an hour is called off, unless whoever called it off was killed and the rail has the money.
    const calledOff = { ...failed, reply: CALLED_OFF };
    const behaviour = this.behaviours[id];
    return behaviour === "decline" || behaviour === "insufficient_funds" ? [failed, calledOff] : [completed, calledOff];
  }
}

function chargedBackOf({ disputes }: ModelPayment): number {
  return Object.values(disputes).reduce((sum, { took }) => sum + took, 0);
}

/** Where a payment stands by its disputes and refunds. */
function statusOf(payment: ModelPayment): string {
  if (payment.status === "failed") return "failed";
  const open = Object.values(payment.disputes).some(({ status }) => status === "opened" || status === "under_review");
  if (open) return "disputed";
  const back = payment.refunded + chargedBackOf(payment);
  if (back === 0) return "completed";
  return back === payment.captured ? "refunded" : "partially_refunded";
}

function refunded(before: ModelPayment | undefined, cents: number) {
  if (!before) return "payment_not_found";
  if (before.status !== "completed" && before.status !== "partially_refunded") return "illegal_transition";
  if (before.refunded + chargedBackOf(before) + cents > before.captured) return "refund_exceeds_payment";
  const behaviour = SIMULATED_AMOUNTS[cents];
  if (behaviour === "decline" || behaviour === "insufficient_funds") {
    return [{ reply: "refund failed", payment: before }];
  }
  const after = { ...before, refunded: before.refunded + cents };
  return [{ reply: "refund completed", payment: { ...after, status: statusOf(after) } }];
}
