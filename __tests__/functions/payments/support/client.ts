import type { DisputeResult } from "../../../../functions/payments/disputes";
import { takeDispute } from "../../../../functions/payments/disputes";
import type { PaymentResult } from "../../../../functions/payments/answers";
import { chargeKey } from "../../../../functions/payments/attempt";
import { pay, validate } from "../../../../functions/payments/pay";
import { processPayment } from "../../../../functions/payments/process";
import { sweepEvents } from "../../../../functions/payments/publisher";
import { takeNotice } from "../../../../functions/payments/recovery";
import { refund } from "../../../../functions/payments/refund";
import { sweep } from "../../../../functions/payments/sweep";
import { money } from "../../../../functions/shared/money";
import { BusyError } from "../../../../functions/shared/retry";
import { Kill, Killed } from "./kill";
import { CALLED_OFF, type Operation, type Reply } from "./model";
import { CALLER, newPayment, type World } from "./world";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A client of the payments, whose requests meet functions that are killed, and who asks again until there is an answer. */
export class Client {
  constructor(
    private readonly world: World,
    private readonly amountCents: number,
    private readonly tokens: Readonly<Record<string, string>>,
  ) {}

  /** One request to one function instance; nothing where the instance was killed or somebody else works on it. */
  async ask(operation: Operation, kill = new Kill()): Promise<Reply | undefined> {
    try {
      if (operation.kind === "dispute") return await this.disputeReply(operation, await this.tell(operation, kill));
      return replyOf(await this.send(operation, kill));
    } catch (error) {
      // Where others were on the same items at every attempt, a client is told to ask again.
      if (error instanceof Killed || error instanceof BusyError) return undefined;
      throw error;
    }
  }

  /** The same request until there is an answer; the first attempts may be killed. */
  async askUntilAnswered(operation: Operation, kills: readonly Kill[] = []): Promise<Reply> {
    for (let tries = 0; tries < kills.length + 10; tries++) {
      const reply = await this.ask(operation, kills[tries]);
      if (reply !== undefined) return reply;
      // Past the lock; then past the time after which a silent charge is called off.
      this.world.clock.milliseconds += tries < kills.length + 2 ? 31_000 : HOUR_MS;
    }
    throw new Error(`There is no answer to ${JSON.stringify(operation)}.`);
  }

  /** What runs each minute: recovers all that is due, takes in what the rails tell, publishes what the stream lost. */
  async sweep(kill?: Kill): Promise<void> {
    const deadline = this.world.clock.now() + MINUTE_MS;
    const { rail } = this.world;
    try {
      await sweep(this.world.parts({}, kill), { deadline });
      for (const { kind, of } of rail.notices) {
        if (kind !== "late_success") continue;
        await takeNotice(this.world.parts({}, kill), chargeKey(of.split("/")[0]!), await rail.ask(of));
      }
      await sweepEvents(this.world.parts({}, kill), { deadline });
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }

  /** Sweeps minute by minute, then hour by hour, until nothing is open and all is published. */
  async sweepUntilSettled(): Promise<void> {
    for (let tries = 0; tries < 12; tries++) {
      this.world.clock.milliseconds += tries < 4 ? 2 * MINUTE_MS : HOUR_MS;
      await this.sweep();
      await this.world.look();
      if (!this.world.isWaiting()) return;
    }
  }

  private send(operation: Exclude<Operation, { kind: "dispute" }>, kill: Kill): Promise<PaymentResult> {
    const parts = this.world.parts({}, kill);
    const { id, kind } = operation;
    const payment = newPayment({ paymentId: id, encryptedCardToken: this.tokens[id] }, this.amountCents);
    switch (kind) {
      case "validate":
        return validate(parts, CALLER, payment);
      case "pay":
        return pay(parts, CALLER, payment);
      case "process":
        return processPayment(parts, CALLER, id);
      case "refund": {
        const { refundId, cents } = operation;
        return refund(parts, CALLER, { paymentId: id, refundId, amount: money(cents, "USD") });
      }
    }
  }

  private tell({ id, disputeId, status, cents }: DisputeOperation, kill: Kill): Promise<DisputeResult> {
    const amount = money(cents, "USD");
    return takeDispute(this.world.parts({}, kill), { paymentId: id, disputeId, status, amount });
  }

  private async disputeReply({ id, disputeId }: DisputeOperation, result: DisputeResult): Promise<Reply | undefined> {
    if (!result.ok) {
      await this.world.look();
      const isOpen = this.world.payments().some((payment) => payment.id === id && payment.status === "processing");
      return isOpen ? undefined : result.errors[0]?.code;
    }
    const { status, amountCents } = result.dispute;
    this.world.takenBack.set(`${id}/${disputeId}`, status === "won" ? 0 : amountCents);
    return `dispute of ${amountCents} ${status}`;
  }
}

type DisputeOperation = Extract<Operation, { kind: "dispute" }>;

/** A reply in a word; nothing while the work is under way. */
function replyOf(result: PaymentResult): Reply | undefined {
  if (!result.ok) {
    const code = result.errors[0]?.code ?? "";
    return code === "request_in_progress" ? undefined : code;
  }
  if (result.refund) return result.refund.status === "processing" ? undefined : `refund ${result.refund.status}`;
  const { status, failureCode } = result.payment;
  if (failureCode === "timed_out") return CALLED_OFF;
  return status === "processing" ? undefined : status;
}
