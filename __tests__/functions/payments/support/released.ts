import { escrowParts } from "../../../../functions/escrow/connect";
import { carryOut } from "../../../../functions/escrow/release";
import { money } from "../../../../functions/shared/money";
import { memoryLog } from "./calls";
import type { World } from "./world";

let releases = 0;

/** Has the escrow of a payment release cents to its providers, whatever its conditions are. */
export async function release(world: World, cents: number, paymentId = "pay_1"): Promise<void> {
  const account = world.escrow(paymentId);
  const payments = { ...world.parts(), refunds: { list: async () => [] }, log: memoryLog() };
  const { beneficiaries, currency } = account;
  const order = {
    releaseId: `rel_${releases++}`,
    part: money(cents, currency),
    beneficiaries,
    cause: "request",
  } as const;
  const released = await carryOut(escrowParts(payments), account, order);
  if (!released?.ok) throw new Error("It was not released.");
}
