import type { PaymentResult } from "../../../../functions/payments/answers";
import { chargeKey } from "../../../../functions/payments/attempt";
import { pay, validate } from "../../../../functions/payments/pay";
import { processPayment } from "../../../../functions/payments/process";
import { recoverAttempt, takeNotice } from "../../../../functions/payments/recovery";
import { refund } from "../../../../functions/payments/refund";
import { money } from "../../../../functions/shared/money";
import { Kill, Killed } from "./kill";
import { CALLED_OFF, type Operation, type Reply } from "./model";
import { CALLER, newPayment, type World } from "./world";

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
      return replyOf(await this.send(operation, kill));
    } catch (error) {
      if (error instanceof Killed) return undefined;
      throw error;
    }
  }

  /** The same request until there is an answer; the first attempts may be killed. */
  async askUntilAnswered(operation: Operation, kills: readonly Kill[] = []): Promise<Reply> {
    for (let tries = 0; tries < kills.length + 10; tries++) {
      const reply = await this.ask(operation, kills[tries]);
      if (reply !== undefined) return reply;
      // Past the lock; then past the time after which a silent charge is called off.
      this.world.clock.milliseconds += tries < kills.length + 2 ? 31_000 : 3_600_000;
    }
    throw new Error(`There is no answer to ${JSON.stringify(operation)}.`);
  }

  /** What runs each minute: recovers all that is open, and takes in what the rail tells. */
  async sweep(kill?: Kill): Promise<void> {
    try {
      for (const attempt of this.world.attempts()) await recoverAttempt(this.world.parts({}, kill), attempt);
      for (const { kind, of } of this.world.rail.notices) {
        if (kind !== "late_success") continue;
        const known = await this.world.rail.ask(of);
        await takeNotice(this.world.parts({}, kill), chargeKey(of.split("/")[0]!), known);
      }
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }

  /** Sweeps until nothing is open. */
  async sweepUntilSettled(): Promise<void> {
    for (let tries = 0; tries < 6; tries++) {
      await this.sweep();
      if (this.world.attempts().every(({ status }) => status !== "open")) break;
      this.world.clock.milliseconds += 3_600_000;
    }
    await this.sweep();
  }

  private send(operation: Operation, kill: Kill): Promise<PaymentResult> {
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
}

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
