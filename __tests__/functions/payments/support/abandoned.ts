import { type AttemptKey, captureKey, chargeKey, type Operation } from "../../../../functions/payments/attempt";
import { capture, voidPayment } from "../../../../functions/payments/capture";
import { pay } from "../../../../functions/payments/pay";
import type { Rail, RailAnswer } from "../../../../functions/payments/rail";
import { refund } from "../../../../functions/payments/refund";
import { type Kill } from "./kill";
import { CALLER, newPayment, type TestParts, World } from "./world";

export const DAY_MS = 24 * 60 * 60 * 1000;

/** What a rail says that does not answer. */
export const SILENT: RailAnswer = { outcome: "unknown", code: "timeout" };

/** The attempt of each operation that these tests leave open. */
export const KEYS: Readonly<Record<Operation, AttemptKey>> = {
  charge: chargeKey("pay_1"),
  capture: captureKey("pay_1"),
  void: { paymentId: "pay_1", operation: "void", name: "1" },
  refund: { paymentId: "pay_1", operation: "refund", name: "re_1" },
};

/** Parts whose rail answers some things otherwise than its simulator does. */
export function withRail(world: World, change: Partial<Rail>, kill?: Kill): TestParts {
  const parts = world.parts({}, kill);
  return world.parts({ rail: { ...parts.rail, ...change } }, kill);
}

/** A payment of 100.00 of which an attempt is open for a day that its rail never saw. */
export async function abandoned(
  operation: Operation,
  change: Parameters<typeof newPayment>[0] = {},
  world = new World(),
): Promise<World> {
  const silent = async () => SILENT;
  const deaf = () => withRail(world, { charge: silent, capture: silent, cancel: silent, refund: silent });
  if (operation === "charge") await pay(deaf(), CALLER, newPayment(change));
  else {
    const isReserved = operation !== "refund";
    await pay(world.parts(), CALLER, newPayment({ ...(isReserved && { captureMethod: "manual" }), ...change }));
    if (operation === "refund") await refund(deaf(), CALLER, { paymentId: "pay_1", refundId: "re_1" });
    if (operation === "capture") await capture(deaf(), CALLER, "pay_1");
    if (operation === "void") await voidPayment(deaf(), CALLER, "pay_1");
  }
  world.clock.milliseconds += DAY_MS;
  world.railCalls.length = 0;
  return world;
}
