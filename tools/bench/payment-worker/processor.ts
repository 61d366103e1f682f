import { createPayment, serveApi } from "../../../functions/api";
import { connectPayments } from "../../../functions/payments/connect";
import * as environments from "../../../functions/payments/environment";
import { processorRoutes } from "../../../functions/payments/payment-routes";
import type { Rail, RailAnswer } from "../../../functions/payments/rail";
import { railsOf } from "../../../functions/payments/rails";
import { systemClock } from "../../../functions/shared/clock";
import { readEnvironment } from "../../../functions/shared/environment";
import { idMaker, systemRandom } from "../../../functions/shared/ids";
import { createLogger } from "../../../functions/shared/logging";
import type { Settings } from "./messages";
import { CONTEXT, requestOf } from "./request";
import { payerAt, type Subject } from "./subject";

/** The processor as its handler makes it, but for the rail: that is here, and answers at once. */
export function processor({ payers, providerId }: Settings): Subject {
  const log = createLogger();
  const connected = connectPayments(readEnvironment(environments.processor), log);
  const rail = new InstantRail();
  const rails = railsOf({ cards: rail });
  const routes = processorRoutes(async () => ({ ...(await connected()), rails }));
  const handler = serveApi(log, { createPayment }, { createPayment: routes.createPayment });
  const makeId = idMaker(systemClock, systemRandom);
  return {
    railCalls: () => rail.calls,
    prepare(place) {
      const event = requestOf({ ...payerAt(payers, place), providerId, paymentId: makeId("pay") });
      return async () => {
        const { statusCode, body } = await handler(event, CONTEXT);
        if (statusCode !== 201 || !body.includes('"status":"completed"')) {
          throw new PaymentFailedError(`A payment was answered by ${statusCode}: ${body}`);
        }
      };
    },
  };
}

/** A payment of the benchmark was not completed. */
class PaymentFailedError extends Error {
  override readonly name = "PaymentFailedError";
}

/** A rail that takes every charge at once: neither its network nor its work is what is measured. */
class InstantRail implements Rail {
  readonly name = "cards";
  readonly windowMs = 24 * 60 * 60 * 1000;
  calls = 0;

  charge = (): Promise<RailAnswer> => this.approve();
  capture = (): Promise<RailAnswer> => this.approve();
  refund = (): Promise<RailAnswer> => this.approve();
  cancel = (): Promise<RailAnswer> => this.approve();
  ask = (): Promise<RailAnswer> => this.approve();

  private approve(): Promise<RailAnswer> {
    return Promise.resolve({ outcome: "approved", code: "approved", railReference: `rail_${++this.calls}` });
  }
}
