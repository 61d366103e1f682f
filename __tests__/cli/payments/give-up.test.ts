import type { Operation } from "../../../functions/payments/attempt";
import { giveUp } from "../../../functions/payments/give-up";
import { readRecoveryRequest } from "../../../functions/payments/recovery-request";
import { abandoned, KEYS, SILENT, withRail } from "../../functions/payments/support/abandoned";
import type { World } from "../../functions/payments/support/world";
import { TestSurroundings } from "../support/surroundings";

/** Recovery's function over a world, as far as a person asks it. */
function recovery(world: World, parts = () => world.parts()): TestSurroundings {
  return new TestSurroundings(async (_name, request) => {
    const asked = readRecoveryRequest(request);
    if (asked.ask !== "give_up") throw new Error("asked for something else");
    return JSON.parse(JSON.stringify(await giveUp(parts(), asked))) as unknown;
  });
}

const lineOf = (operation: Operation, more = ""): string => {
  const { paymentId, name } = KEYS[operation];
  return `payments give-up ${paymentId}/${operation}/${name} --environment prod ${more}`;
};

describe("ecosystemaws payments give-up", () => {
  it("shows an attempt, what its rail says and what would be booked, and does nothing without --yes", async () => {
    const world = await abandoned("refund");
    const around = recovery(world);
    const before = new Map(world.table.items);
    expect(await around.run(lineOf("refund"))).toBe(1);
    const request = { give_up: "pay_1/refund/re_1" };
    expect(around.calls).toEqual([{ name: "payment-recovery-prod:live", request }]);
    expect(around.out.text.split("\n")).toEqual([
      "pay_1/refund/re_1: refund of 100.00 USD by simulator, begun 2026-11-15T12:00:00.000Z, 24 hours ago",
      "  its rail says  not_found (unknown_reference)",
      "  with --yes     given up; the payment is then completed",
      "  to be booked   debit refunds_in_transit/simulator 100.00, credit escrow/pay_1 100.00",
      "Nothing was done.",
      "",
    ]);
    expect(world.table.items).toEqual(before);
  });

  it("gives it up with --yes, and tells so when it is asked again", async () => {
    const world = await abandoned("refund");
    const around = recovery(world);
    expect(await around.run(lineOf("refund", "--yes"))).toBe(0);
    expect(around.calls[0]?.request).toEqual({ give_up: "pay_1/refund/re_1", confirmed: true });
    const over = "  given up 2026-11-16T12:00:00.000Z; the payment is completed\n";
    expect(around.out.text).toContain(over);
    for (const more of ["", "--yes"]) {
      const again = recovery(world);
      expect(await again.run(lineOf("refund", more))).toBe(0);
      expect(again.out.text).toContain(over);
      expect(again.out.text).not.toContain("Nothing was done");
    }
  });

  it("says that a charge is called off, and that it was", async () => {
    const world = await abandoned("charge");
    const around = recovery(world);
    expect(await around.run(lineOf("charge"))).toBe(1);
    expect(around.out.text).toContain(
      "with --yes     called off (timed_out), where its rail confirms that; the payment is then failed (voided)\n" +
        "  to be booked   nothing\nNothing was done.\n",
    );
    const done = recovery(world);
    expect(await done.run(lineOf("charge", "--yes"))).toBe(0);
    expect(done.out.text).toContain(
      "  called off (timed_out) 2026-11-16T12:00:00.000Z; the payment is failed (voided)\n",
    );
  });

  it("takes a rail's silence for a no with --unanswered alone", async () => {
    const world = await abandoned("capture");
    const deaf = () => withRail(world, { ask: async () => SILENT });
    const around = recovery(world, deaf);
    expect(await around.run(lineOf("capture", "--yes"))).toBe(1);
    expect(around.out.text).toContain("  its rail says  unknown (timeout)\n  not given up   its rail does not say;");
    expect(around.out.text).not.toContain("Nothing was done");
    const sure = recovery(world, deaf);
    expect(await sure.run(lineOf("capture", "--yes --unanswered"))).toBe(0);
    expect(sure.calls[0]?.request).toEqual({ give_up: "pay_1/capture/1", confirmed: true, unanswered: true });
    expect(world.payment()).toMatchObject({ status: "failed", failureCode: "given_up" });
  });

  it("tells of an attempt that its rail has answered by now", async () => {
    const world = await abandoned("void");
    const approving = () => withRail(world, { ask: async () => ({ outcome: "approved", code: "approved" }) as const });
    const around = recovery(world, approving);
    expect(await around.run(lineOf("void"))).toBe(1);
    expect(around.out.text).toContain(
      "with --yes     settled: approved (approved); the payment is then failed (voided)",
    );
    expect(await around.run(lineOf("void", "--yes"))).toBe(0);
    expect(around.out.text).toContain(
      "  settled: approved (approved) 2026-11-16T12:00:00.000Z; the payment is failed (voided)",
    );
  });

  it.each([
    ["too_young", "still sent again by itself"],
    ["rail_at_work", "has not finished with it"],
    ["money_taken", "it has the money"],
    ["something_new", "something_new"],
  ])("tells why it is not: %s", async (refused, words) => {
    const world = await abandoned("refund");
    const result = await giveUp(world.parts(), { key: KEYS.refund, confirmed: false, unanswered: false });
    if (!result.ok) throw new Error("There is no such attempt.");
    const attempt = { ...result.attempt, refused, would: undefined };
    const at = () => new TestSurroundings(async () => Promise.resolve(JSON.parse(JSON.stringify({ attempt }))));
    const around = at();
    expect(await around.run(lineOf("refund", "--yes"))).toBe(1);
    expect(around.out.text).toContain(`  not given up   `);
    expect(around.out.text).toContain(words);
    const json = at();
    expect(await json.run(lineOf("refund", "--yes --json"))).toBe(1);
    expect(JSON.parse(json.out.text)).toEqual(JSON.parse(JSON.stringify(attempt)));
  });

  it("cannot run where there is no such attempt, or the reference is none", async () => {
    const world = await abandoned("refund");
    const none = recovery(world);
    expect(await none.run(lineOf("capture", "--yes"))).toBe(2);
    expect(none.err.text).toContain("give_up: there is no such attempt.");
    const wrong = recovery(world);
    expect(await wrong.run("payments give-up pay_1 --function f")).toBe(2);
    expect(wrong.err.text).toContain("give_up: must be a reference such as pay_1/charge/1.");
  });
});
