import {
  ESCROW_STATUSES,
  type EscrowStatus,
  IllegalEscrowTransitionError,
  nextEscrow,
} from "../../../functions/escrow/account";
import { getStatement } from "../../../functions/escrow/statement";
import { escrowIdOf, readEscrow } from "../../../functions/escrow/store-items";
import { dynamoEscrowStore } from "../../../functions/escrow/store";
import { refund } from "../../../functions/payments/refund";
import { ItemError } from "../../../functions/shared/dynamodb";
import { money, MoneyError } from "../../../functions/shared/money";
import { accepted, CALLER, TABLES } from "../payments/support/world";
import { EscrowWorld, met } from "./support/escrow-world";

const key = (world: EscrowWorld) => `ESCROW#${world.escrow().id}|ESCROW`;

describe("an escrow's statuses", () => {
  it("lead on, and back only from a refund that the rail refuses", async () => {
    const world = new EscrowWorld();
    const account = await world.held();
    const mayBecome = (from: EscrowStatus, to: EscrowStatus) => {
      try {
        return nextEscrow(world.parts(), { ...account, status: from }, { status: to }).status === to;
      } catch (error) {
        if (error instanceof IllegalEscrowTransitionError) return false;
        throw error;
      }
    };
    const next = ESCROW_STATUSES.map((from) => ESCROW_STATUSES.filter((to) => from !== to && mayBecome(from, to)));
    expect(next).toEqual([
      ["partially_released", "disputed", "released", "refunded", "expired"],
      ["disputed", "released", "refunded", "expired"],
      ["holding", "partially_released", "released", "refunded"],
      ["partially_released", "disputed"],
      ["holding", "partially_released", "disputed"],
      ["holding", "partially_released", "disputed"],
    ]);
    expect(ESCROW_STATUSES.every((status) => mayBecome(status, status))).toBe(true);
  });

  it("that lead nowhere are an error that names both", async () => {
    const world = new EscrowWorld();
    await world.held();
    await world.seen();
    const back = () => nextEscrow(world.parts(), world.escrow(), { status: "holding" });
    expect(back).toThrow(IllegalEscrowTransitionError);
    expect(back).toThrow("An escrow that is released cannot become holding.");
  });
});

describe("an escrow", () => {
  it("never lets more go than came in", async () => {
    const world = new EscrowWorld();
    const account = await world.held();
    const change = { releasedCents: 6000, feeCents: 1, refundedCents: 4000 };
    expect(() => nextEscrow(world.parts(), account, change)).toThrow(MoneyError);
    expect(nextEscrow(world.parts(), account, { ...change, feeCents: 0 }).version).toBe(2);
  });

  it("that was tampered with is refused where it is read", async () => {
    const world = new EscrowWorld();
    await world.held();
    const item = world.escrowTable.items.get(key(world))!;
    for (const text of ["{", '{"event":1}']) {
      expect(() => readEscrow({ ...item, releaseConditions: { S: text } })).toThrow(ItemError);
    }
    expect(() => escrowIdOf({ pk: { S: "BALANCE#a" }, sk: { S: "BALANCE" } })).toThrow(ItemError);
    expect(() => escrowIdOf({})).toThrow(ItemError);
  });

  it("has a statement of all that moved, in the order in which it was written", async () => {
    const world = new EscrowWorld();
    const { id } = await world.held();
    accepted(await refund(world.parts(), CALLER, { paymentId: "pay_1", refundId: "re_1", amount: money(4000, "USD") }));
    await world.seen();
    const { statement } = met(await getStatement(world.escrowParts(), id));
    expect(statement).toMatchObject({
      entries: [
        { kind: "held", direction: "in", balance_cents: 10_000 },
        { kind: "refund_held", direction: "out", amount_cents: 4000, balance_cents: 6000, reference: "re_1" },
        { kind: "released", direction: "out", amount_cents: 6000, balance_cents: 0 },
      ],
    });
    expect(statement).not.toHaveProperty("interest");
  });

  it("is read with all that is kept beside it, however many pages that is", async () => {
    const world = new EscrowWorld();
    const { id } = await world.held();
    await world.seen();
    const pages = {
      send: async (command: { input: { Limit?: number } }) => {
        command.input.Limit = 1;
        return world.table.send(command);
      },
    };
    const { releases } = await dynamoEscrowStore(pages as never, TABLES.escrow).history(id);
    expect(releases.map(({ cause }) => cause)).toEqual(["conditions"]);
  });

  it("has nothing written where the engine fails", async () => {
    const world = new EscrowWorld();
    const account = await world.held();
    const failing = { send: () => Promise.reject(new Error("throttled")) };
    await expect(dynamoEscrowStore(failing as never, TABLES.escrow).schedule(account, undefined)).rejects.toThrow(
      "throttled",
    );
  });
});
