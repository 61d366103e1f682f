import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { parse, stringify } from "lossless-json";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { capture, voidPayment } from "../../../functions/payments/capture";
import { takeDispute } from "../../../functions/payments/disputes";
import { pay, validate } from "../../../functions/payments/pay";
import { sweepEvents } from "../../../functions/payments/publisher";
import { refund } from "../../../functions/payments/refund";
import { takeReturn } from "../../../functions/payments/returns";
import { EVENT_TYPES, EVENTS, isEventType, platformEvent } from "../../../functions/shared/events";
import { money } from "../../../functions/shared/money";
import { updateCatalogue } from "../../../tools/events/catalogue-files";
import { repositoryRoot } from "../../../tools/shared/root";
import { CALLER, newPayment, World } from "../payments/support/world";

const FOLDER = path.join(repositoryRoot(), "docs/events");

describe("the catalogue of events", () => {
  it("names each type by its subject and what happened, in past words of the field", () => {
    for (const type of EVENT_TYPES) expect(type).toMatch(/^[a-z]+(_[a-z]+)*\.[a-z_]+$/);
    expect(isEventType("payment.completed")).toBe(true);
    expect(isEventType("payment.exploded")).toBe(false);
    expect(isEventType("toString")).toBe(false);
  });

  it("is written down as it is: a schema an event, and an index", () => {
    expect(updateCatalogue(repositoryRoot(), { check: true })).toMatch(/current/);
    const index = readFileSync(path.join(FOLDER, "README.md"), "utf8");
    for (const type of EVENT_TYPES) expect(index).toContain(`[\`${type}\`](${type}.json) | ${EVENTS[type].when}`);
  });

  it("is told to be stale where a file is another, is missing or is too many, and then written anew", () => {
    const root = mkdtempSync(path.join(tmpdir(), "events-"));
    try {
      mkdirSync(path.join(root, "functions/api/generated"), { recursive: true });
      cpSync(
        path.join(repositoryRoot(), "functions/api/generated/openapi.json"),
        path.join(root, "functions/api/generated/openapi.json"),
      );
      expect(updateCatalogue(root, { check: false })).toMatch(`wrote ${EVENT_TYPES.length + 1}, took away 0`);
      const folder = path.join(root, "docs/events");
      writeFileSync(path.join(folder, "payment.exploded.json"), "{}");
      writeFileSync(path.join(folder, "payment.failed.json"), "{}");
      expect(() => updateCatalogue(root, { check: true })).toThrow(/payment\.failed\.json, payment\.exploded\.json/);
      expect(updateCatalogue(root, { check: false })).toMatch("wrote 1, took away 1");
      expect(updateCatalogue(root, { check: true })).toMatch(/current/);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});

/** A life of many payments, as their events tell of it. */
async function told(): Promise<World> {
  const world = new World();
  const parts = () => world.parts();
  const usd = (cents: number) => money(cents, "USD");
  await validate(parts(), CALLER, newPayment({ paymentId: "pay_0" }));
  await validate(parts(), CALLER, newPayment({ paymentId: "pay_00", description: "Garden work" }, 5_000_001));
  await pay(parts(), CALLER, newPayment({ paymentId: "pay_1" }, 1_000_000));
  await refund(parts(), CALLER, { paymentId: "pay_1", refundId: "re_1", amount: usd(400_001) });
  await refund(parts(), CALLER, { paymentId: "pay_1", refundId: "re_2", amount: usd(1) });
  const amount = usd(1_000_000);
  for (const [disputeId, status] of [
    ["dp_1", "evidence_required"],
    ["dp_1", "under_review"],
    ["dp_1", "won"],
    ["dp_2", "lost"],
    ["dp_3", "withdrawn"],
  ] as const) {
    await takeDispute(parts(), { paymentId: "pay_1", disputeId, status, amount, reason: "fraudulent" });
  }
  await pay(parts(), CALLER, newPayment({ paymentId: "pay_2", encryptedCardToken: "sim_decline" }));
  const manual = { captureMethod: "manual", customerId: "guest:pay_3", providerId: undefined } as const;
  await pay(parts(), CALLER, newPayment({ ...manual, paymentId: "pay_3" }));
  await capture(parts(), CALLER, "pay_3");
  await pay(parts(), CALLER, newPayment({ ...manual, paymentId: "pay_4" }));
  await voidPayment(parts(), CALLER, "pay_4");
  await pay(parts(), CALLER, newPayment({ paymentId: "pay_5", amount: money(1500, "JPY") }));
  await takeReturn(parts(), { paymentId: "pay_5", reason: "r01" });
  world.clock.milliseconds += 60_000;
  await sweepEvents(parts(), { deadline: world.clock.now() + 1000 });
  return world;
}

describe("an event on the bus", () => {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
  addFormats(ajv);
  const validators = new Map(
    readdirSync(FOLDER)
      .filter((name) => name.endsWith(".json"))
      .map((name) => {
        const schema = JSON.parse(readFileSync(path.join(FOLDER, name), "utf8")) as object;
        return [name.replace(/\.json$/, ""), ajv.compile(schema)] as const;
      }),
  );

  it("has its type's schema, and is read by its consumers", async () => {
    const world = await told();
    const types = new Set(world.published.map(({ type }) => type));
    const payments = EVENT_TYPES.filter((type) => /^(payment|dispute)\./.test(type));
    const untold = payments.filter((type) => !types.has(type));
    expect(untold.sort()).toEqual(
      ["payment.late_success", "payment.late_success_returned", "payment.void_failed"].sort(),
    );
    for (const event of world.published) {
      const text = stringify(event)!;
      const validate = validators.get(event.type);
      const plain = JSON.parse(text) as Record<string, unknown>;
      expect([event.type, validate?.(plain), validate?.errors]).toEqual([event.type, true, null]);
      expect(platformEvent.parse(plain).id).toBe(event.id);
      expect(stringify(parse(text))).toBe(text);
    }
  });

  it("is refused by its schema where something is missing", async () => {
    const world = await told();
    const refunded = world.published.find(({ type }) => type === "payment.refunded")!;
    const plain = JSON.parse(stringify(refunded)!) as { data: Record<string, unknown> };
    delete plain.data.refund;
    expect(validators.get("payment.refunded")?.(plain)).toBe(false);
    expect(platformEvent.safeParse({ ...plain, type: "payment.exploded" }).success).toBe(false);
  });
});
