import fc from "fast-check";
import { pay } from "../../../functions/payments/pay";
import { refund } from "../../../functions/payments/refund";
import { sweep } from "../../../functions/payments/sweep";
import { BankWorld } from "./support/bank-world";
import { Kill } from "./support/kill";
import { CALLER, newPayment } from "./support/world";

// Whole lives through two rooms: seconds alone, more beside other suites.
jest.setTimeout(240_000);

const HOUR_MS = 60 * 60 * 1000;
const SIDES = ["before", "after"] as const;
const run = { deadline: Infinity };
const swept = (world: BankWorld, kill = new Kill()) => sweep(world.payers(kill), run);
/** What was killed is somebody else's to finish. */
const whatever = () => undefined;

/** What the bank does in its time: the file leaves, the debit settles, its return hold is over. */
const BANK = [
  (world: BankWorld) => world.at("2026-11-24T07:00:00Z").deliver(),
  (world: BankWorld) => world.at("2026-11-24T23:00:00Z").settle("2026-11-24"),
  (world: BankWorld) => world.at("2026-12-02T12:00:00Z").release(),
];

/** Lets everything come to its end: the bank's part, all news once more, and the sweeps. */
async function finish(world: BankWorld, from = 0): Promise<void> {
  for (const step of BANK.slice(from)) await step(world);
  await world.at("2026-12-03T07:00:00Z").deliver();
  await world.at("2026-12-03T23:00:00Z").settle("2026-12-03");
  world.clock.milliseconds += 24 * HOUR_MS;
  await swept(world);
  if (world.transfers().length === 0) return;
  for (const direction of ["debit", "credit"] as const) {
    for (const kind of ["available", "returned", "settled"] as const) await world.tell(kind, direction);
  }
}

/** What must be true in the end: the payment says what its debit says, and no cent is between them. */
function expectTold(world: BankWorld): void {
  world.expectEven();
  expect(world.attempts().filter(({ status }) => status === "open")).toEqual([]);
  const [debit, ...more] = world.transfers().filter(({ direction }) => direction === "debit");
  expect(more).toEqual([]);
  for (const { status, refundedCents } of world.payments()) {
    expect(status === "failed").toBe(debit?.status !== "completed");
    const refunds = world.transfers().filter((each) => each.direction === "credit" && each.status === "completed");
    expect(refundedCents).toBe(refunds.reduce((sum, { amountCents }) => sum + amountCents, 0));
  }
}

describe("a payment by bank account whose function is killed", () => {
  it.each(SIDES.flatMap((side) => ["payments", "the rail"].map((where) => [side, where] as const)))(
    "%s any call of %s, is debited once or not at all, and is finished by the sweep",
    async (side, where) => {
      for (let at = 1, isOver = false; !isOver; at++) {
        const world = new BankWorld();
        const { id } = await world.account();
        const kill = new Kill(at, side);
        const parts = where === "payments" ? world.payers(kill) : world.payers(new Kill(), kill);
        await pay(parts, CALLER, newPayment({ encryptedCardToken: id })).catch(whatever);
        isOver = kill.calls < at;
        world.expectSound();
        world.clock.milliseconds += HOUR_MS / 2;
        await swept(world);
        await finish(world);
        expectTold(world);
      }
    },
  );

  it.each(SIDES)("%s any call while the payer asks again, gives the payer one answer", async (side) => {
    for (let at = 1, isOver = false; !isOver; at++) {
      const world = new BankWorld();
      const { id } = await world.account({ use: "single" });
      const asked = newPayment({ encryptedCardToken: id });
      const kill = new Kill(at, side);
      await pay(world.payers(kill), CALLER, asked).catch(whatever);
      isOver = kill.calls < at;
      world.clock.milliseconds += 31_000;
      expect(await pay(world.payers(), CALLER, asked)).toMatchObject({ ok: true, payment: { status: "processing" } });
      expect(world.transfers()).toHaveLength(1);
    }
  });
});

describe("news of a debit whose taking in is killed", () => {
  it.each(SIDES)("%s any call, is taken in when it comes again", async (side) => {
    for (const comesBack of [false, true]) {
      for (let at = 1, isOver = false; !isOver; at++) {
        const world = new BankWorld();
        const { id } = await world.account();
        await pay(world.payers(), CALLER, newPayment({ encryptedCardToken: id }));
        isOver = true;
        const told = async (kind: "settled" | "available" | "returned") => {
          const kill = new Kill(at, side);
          await world.tell(kind, "debit", kill).catch(whatever);
          isOver &&= kill.calls < at;
          world.expectSound();
        };
        await BANK[0]!(world);
        await BANK[1]!(world);
        await told("settled");
        await BANK[2]!(world);
        await told("available");
        if (comesBack) {
          await world.comeBack("R10");
          await told("returned");
        }
        await finish(world, BANK.length);
        expectTold(world);
        expect(world.payment().status).toBe(comesBack ? "failed" : "completed");
      }
    }
  });
});

interface Struck {
  readonly at: number;
  readonly side: (typeof SIDES)[number];
}
type Step =
  | { readonly kind: "bank" }
  | { readonly kind: "return" }
  | { readonly kind: "silence" }
  | ({ readonly kind: "sweep" } & Struck)
  | ({ readonly kind: "refund" } & Struck)
  | ({
      readonly kind: "tell";
      readonly news: "settled" | "available" | "returned";
      readonly direction: "debit" | "credit";
    } & Struck);

const struck = { at: fc.integer({ min: 1, max: 20 }), side: fc.constantFrom(...SIDES) };
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("bank" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("return" as const, "silence" as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom("sweep" as const, "refund" as const), ...struck }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("tell" as const),
      news: fc.constantFrom("settled" as const, "available" as const, "returned" as const),
      direction: fc.constantFrom("debit" as const, "credit" as const),
      ...struck,
    }),
  },
);

async function take(world: BankWorld, step: Step, done: { bank: number; refunds: number }): Promise<void> {
  if (step.kind === "bank") {
    await BANK[done.bank]?.(world);
    done.bank++;
  } else if (step.kind === "return") {
    if (world.transfer().trace !== undefined) await world.comeBack("R10");
  } else if (step.kind === "silence") {
    world.isSilent = !world.isSilent;
  } else if (step.kind === "sweep") {
    await swept(world, new Kill(step.at, step.side)).catch(whatever);
  } else if (step.kind === "refund") {
    const asked = { paymentId: "pay_1", refundId: `re_${++done.refunds}`, amount: { text: "30.00" } };
    await refund(world.payers(new Kill(step.at, step.side)), CALLER, asked).catch(whatever);
  } else {
    await world.tell(step.news, step.direction, new Kill(step.at, step.side)).catch(whatever);
  }
}

describe("whatever becomes of a debit", () => {
  it("in whatever order, however often told, whoever is killed: no cent is lost or doubled, and all are told in the end", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { maxLength: 14 }), async (life) => {
        const world = new BankWorld();
        const { id } = await world.account();
        await pay(world.payers(), CALLER, newPayment({ encryptedCardToken: id }));
        const done = { bank: 0, refunds: 0 };
        for (const step of life) {
          await take(world, step, done);
          world.expectSound();
        }
        world.isSilent = false;
        await finish(world, done.bank);
        expectTold(world);
      }),
      { numRuns: 60 },
    );
  });
});
