import * as api from "../../../functions/api";
import { disputeRoutes } from "../../../functions/escrow/dispute-routes";
import { factRoutes, moveRoutes, readRoutes } from "../../../functions/escrow/routes";
import { type Answered, call, memoryLog } from "../payments/support/calls";
import { DAY_MS, EscrowWorld } from "./support/escrow-world";

function start(settings: ConstructorParameters<typeof EscrowWorld>[0] = {}) {
  const world = new EscrowWorld(settings);
  const connected = async () => world.escrowParts();
  const handler = api.serveApi(
    memoryLog(),
    {
      approveEscrow: api.approveEscrow,
      changeEscrowConditions: api.changeEscrowConditions,
      getEscrow: api.getEscrow,
      getEscrowStatement: api.getEscrowStatement,
      giveDisputeEvidence: api.giveDisputeEvidence,
      giveEscrowEvidence: api.giveEscrowEvidence,
      listEscrowDisputes: api.listEscrowDisputes,
      listEscrows: api.listEscrows,
      openEscrowDispute: api.openEscrowDispute,
      recordEscrowEvent: api.recordEscrowEvent,
      refundEscrow: api.refundEscrow,
      releaseEscrow: api.releaseEscrow,
      resolveEscrowDispute: api.resolveEscrowDispute,
      reviewEscrowDispute: api.reviewEscrowDispute,
      withdrawEscrowDispute: api.withdrawEscrowDispute,
    },
    {
      ...readRoutes(connected),
      ...factRoutes(connected),
      ...moveRoutes(connected),
      ...disputeRoutes(connected),
    },
  );
  const ask = (method: string, resource: string, body?: object, path: Record<string, string> = {}): Promise<Answered> =>
    call(handler, method, {
      resource: `/escrows${resource}`,
      path: { ...(resource && { escrow_id: world.escrow().id }), ...path },
      ...(body && { body }),
    });
  return { world, handler, ask };
}

const ESCROW = "/{escrow_id}";
const DISPUTE = `${ESCROW}/disputes/{dispute_id}`;
const D1 = { dispute_id: "d_1" };

describe("GET /escrows", () => {
  it("shows an escrow with how its conditions stand and what a release waits for", async () => {
    const { world, ask } = start({ fundsAfterDays: {} });
    const { id } = await world.held();
    const { status, body, text } = await ask("GET", ESCROW);
    expect(status).toBe(200);
    expect(text).toContain('"held_amount":100.00');
    expect(body).toMatchObject({
      escrow_id: id,
      payment_id: "pay_1",
      remaining_amount_cents: 10_000,
      conditions: {
        requires: "one of these",
        met: false,
        parts: [
          { requires: "service.completed was seen", met: false },
          { requires: "the time is 2026-11-29T12:00:00.000Z", met: false },
        ],
      },
      missing: [
        "one of: service.completed was seen; or the time is 2026-11-29T12:00:00.000Z",
        "the rail's money is there",
      ],
    });
  });

  it("lists them, the newest first, page by page, by customer, provider and status", async () => {
    const { world, handler } = start();
    for (let place = 0; place < 5; place++) {
      world.clock.milliseconds += 1000;
      await world.held({}, { paymentId: `pay_${place}`, providerId: `pro_${place % 2}` });
    }
    await world.seen("service.completed", "pay_4");
    const list = async (query: Record<string, string>) => {
      const { body } = await call(handler, "GET", { resource: "/escrows", query });
      const data = body.data as { payment_id: string }[];
      return { ids: data.map(({ payment_id }) => payment_id), next: body.next_cursor as string };
    };
    const first = await list({ limit: "2" });
    expect(first.ids).toEqual(["pay_4", "pay_3"]);
    expect((await list({ limit: "2", cursor: first.next })).ids).toEqual(["pay_2", "pay_1"]);
    expect((await list({ provider_id: "pro_1" })).ids).toEqual(["pay_3", "pay_1"]);
    expect((await list({ customer_id: "cus_1", provider_id: "pro_0" })).ids).toEqual(["pay_4", "pay_2", "pay_0"]);
    expect((await list({ status: "released" })).ids).toEqual(["pay_4"]);
    const after = { created_after: "2026-11-15T12:00:04Z", created_before: "2026-11-15T12:00:05Z" };
    expect((await list(after)).ids).toEqual(["pay_3"]);
    const wrong = await call(handler, "GET", { resource: "/escrows", query: { cursor: "x" } });
    expect(wrong).toMatchObject({ status: 400, body: { code: "cursor_invalid" } });
  });

  it.each([
    ["GET", ESCROW],
    ["GET", `${ESCROW}/statement`],
    ["GET", `${ESCROW}/disputes`],
    ["POST", `${ESCROW}/refund`],
    ["POST", `${ESCROW}/release`],
  ])("%s /escrows%s of none answers 404", async (method, resource) => {
    const { handler } = start();
    const asked = {
      resource: `/escrows${resource}`,
      path: { escrow_id: "esc_9" },
      ...(method === "POST" && { body: {} }),
    };
    expect(await call(handler, method, asked)).toMatchObject({ status: 404, body: { code: "escrow_not_found" } });
  });

  it.each([ESCROW, `${ESCROW}/statement`, `${ESCROW}/disputes`])("of a card number %s is refused", async (resource) => {
    const { handler } = start();
    const asked = { resource: `/escrows${resource}`, path: { escrow_id: "4242424242424242" } };
    const { status, text } = await call(handler, "GET", asked);
    expect(status).toBe(400);
    expect(text).not.toContain("4242424242424242");
  });
});

describe("facts over the API", () => {
  it("release by event, by approval of whoever calls, and by evidence", async () => {
    const { world, ask } = start();
    const releaseConditions = {
      all: [{ event: "service.completed" }, { approval: { role: "buyer", count: 1 } }, { evidence: "photo" }],
    };
    await world.held({ releaseConditions });
    const event = await ask("POST", `${ESCROW}/events`, { name: "service.completed" });
    expect(event.body.missing).toEqual(["buyer approved", "evidence: photo"]);
    const approved = await ask("POST", `${ESCROW}/approvals`, { role: "buyer" });
    expect(approved.body.approvals).toMatchObject([{ role: "buyer", by: "key:key-1" }]);
    const { status, body } = await ask("POST", `${ESCROW}/evidence`, { kind: "photo", reference: "doc_1" });
    expect([status, body.status, body.missing]).toEqual([200, "released", []]);
  });

  it("are refused by all that is wrong with them", async () => {
    const { world, ask } = start();
    await world.held();
    expect(await ask("POST", `${ESCROW}/events`, { name: "Completed" })).toMatchObject({ status: 400 });
    const wrong = { release_conditions: { all: [{ time: "soon" }, { event: 1 }] } };
    const { status, body } = await ask("PUT", `${ESCROW}/conditions`, wrong);
    expect([status, (body.errors as unknown[]).length]).toEqual([422, 2]);
    const other = { release_conditions: { approval: { role: "inspector" } } };
    const changed = await ask("PUT", `${ESCROW}/conditions`, other);
    expect(changed.body.release_conditions).toEqual({ approval: { role: "inspector", count: 1 } });
  });
});

describe("money over the API", () => {
  it("is released in a part under the client's name, once", async () => {
    const { world, ask } = start({ feePlans: { standard: { basisPoints: 250, flatCents: 0 } } });
    await world.held({ autoRelease: false });
    const asked = { release_id: "rel_1", amount: 40.0, split: [{ provider_id: "pro_1", basis_points: 10_000 }] };
    expect(await ask("POST", `${ESCROW}/release`, asked)).toMatchObject({
      status: 409,
      body: { code: "conditions_not_met" },
    });
    await world.seen();
    for (const _ of [1, 2]) {
      const { status, body } = await ask("POST", `${ESCROW}/release`, asked);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        escrow: { status: "partially_released", released_amount_cents: 3900, fee_amount_cents: 100 },
        release: { release_id: "rel_1", amount_cents: 4000, shares: [{ provider_id: "pro_1", amount_cents: 3900 }] },
      });
    }
    const rest = await ask("POST", `${ESCROW}/release`, {});
    expect(rest.body).toMatchObject({
      escrow: { status: "released" },
      release: { release_id: expect.stringMatching(/^rel_/) },
    });
  });

  it("is released twice under one name only as the same release; the refusal names what carried the name", async () => {
    const { world, handler } = start();
    await world.held({ autoRelease: false });
    await world.seen();
    const refusal = async (body: object, headers: Record<string, string> = {}) => {
      const path = { escrow_id: world.escrow().id };
      const released = (amount: number) =>
        call(handler, "POST", { resource: `/escrows${ESCROW}/release`, path, body: { ...body, amount }, headers });
      await released(10);
      const { status, body: problem } = await released(11);
      return [status, problem.code, problem.param];
    };
    expect(await refusal({ release_id: "rel_1" })).toEqual([422, "idempotency_key_reused", "release_id"]);
    expect(await refusal({}, { "idempotency-key": "k-1" })).toEqual([422, "idempotency_key_reused", "Idempotency-Key"]);
    const both = await refusal({ release_id: "rel_2" }, { "idempotency-key": "k-2" });
    expect(both).toEqual([422, "idempotency_key_reused", "release_id"]);
  });

  it("is refunded: all that is held, or a part, the answer awaited or not", async () => {
    const { world, ask } = start();
    await world.held({ autoRelease: false }, {}, 1_000_000);
    await world.seen();
    await ask("POST", `${ESCROW}/release`, { amount: 100 });
    const slow = await ask("POST", `${ESCROW}/refund`, { refund_id: "re_1", amount: 4000.05 });
    expect(slow).toMatchObject({ status: 202, body: { refund: { status: "processing" } } });
    expect(slow.headers.location).toBe("/payments/pay_1/refunds");
    const all = await ask("POST", `${ESCROW}/refund`, {});
    expect(all).toMatchObject({
      status: 201,
      body: { escrow: { status: "refunded", remaining_amount_cents: 0 }, refund: { amount_cents: 589_995 } },
    });
    expect(await ask("POST", `${ESCROW}/refund`, { refund_id: "re_3" })).toMatchObject({ status: 422 });
  });
});

describe("disputes over the API", () => {
  it("are opened, shown evidence, reviewed and decided", async () => {
    const { world, ask } = start();
    await world.held();
    const opened = await ask("POST", `${ESCROW}/disputes`, { dispute_id: "d_1", reason: "damaged", amount: 40 });
    expect(opened).toMatchObject({
      status: 201,
      body: { dispute_id: "d_1", amount_cents: 4000, opened_by: "key:key-1" },
    });
    const evidence = await ask("POST", `${DISPUTE}/evidence`, { kind: "photograph", reference: "doc_1" }, D1);
    expect(evidence.body).toMatchObject({ status: "evidence_required", evidence: [{ kind: "photograph" }] });
    expect((await ask("POST", `${DISPUTE}/review`, undefined, D1)).body.status).toBe("under_review");
    const decided = await ask("POST", `${DISPUTE}/resolve`, { outcome: "split", refund_amount: 10 }, D1);
    expect(decided).toMatchObject({
      status: 200,
      body: {
        status: "lost",
        decision: {
          refund_amount_cents: 1000,
          release_amount_cents: 3000,
          by: "key:key-1",
          carried_out_at: expect.any(String),
        },
      },
    });
    expect(world.escrow()).toMatchObject({ status: "partially_released", refundedCents: 1000, releasedCents: 3000 });
    const { body } = await ask("GET", `${ESCROW}/disputes`);
    expect((body.data as { dispute_id: string }[]).map(({ dispute_id }) => dispute_id)).toEqual(["d_1"]);
  });

  it("whose money still moves answer 202, and go on by themselves", async () => {
    const { world, ask } = start({ fundsAfterDays: { simulator: 1 } });
    await world.held();
    const opened = await ask("POST", `${ESCROW}/disputes`, {});
    const path = { dispute_id: String(opened.body.dispute_id) };
    expect(path.dispute_id).toMatch(/^dsp_/);
    const { status, headers } = await ask("POST", `${DISPUTE}/resolve`, { outcome: "release" }, path);
    expect([status, headers.location]).toEqual([202, `/escrows/${world.escrow().id}/disputes`]);
    world.clock.milliseconds += DAY_MS;
    await world.minute();
    expect(world.escrow().status).toBe("released");
  });

  it.each([
    ["a split that says nothing", { outcome: "split" }, 400],
    ["a split that says both", { outcome: "split", refund_amount: 1, refund_basis_points: 1 }, 400],
    ["no split that says what the customer gets", { outcome: "release", refund_amount: 1 }, 400],
    ["a split in another currency", { outcome: "split", refund_amount: 1, currency: "EUR" }, 422],
    ["a split by basis points", { outcome: "split", refund_basis_points: 5000 }, 200],
    ["more than is disputed", { outcome: "split", refund_amount: 100.01 }, 409],
  ])("are decided by what says one thing: %s", async (_, body, status) => {
    const { world, ask } = start();
    await world.held();
    await ask("POST", `${ESCROW}/disputes`, { dispute_id: "d_1" });
    expect((await ask("POST", `${DISPUTE}/resolve`, body, D1)).status).toBe(status);
  });

  it("are withdrawn, and what there is not is not found", async () => {
    const { world, ask, handler } = start();
    await world.held();
    await ask("POST", `${ESCROW}/disputes`, { dispute_id: "d_1" });
    expect((await ask("POST", `${DISPUTE}/withdraw`, undefined, D1)).body.status).toBe("withdrawn");
    const none = { escrow_id: "esc_9", dispute_id: "d_1" };
    for (const body of [{ outcome: "release" }, { outcome: "split", refund_amount: 1 }]) {
      const asked = { resource: `/escrows${DISPUTE}/resolve`, path: none, body };
      expect((await call(handler, "POST", asked)).status).toBe(404);
    }
    expect((await ask("POST", `${DISPUTE}/review`, undefined, { dispute_id: "d_9" })).status).toBe(404);
    expect((await ask("POST", `${ESCROW}/disputes`, { amount: 100.01 })).status).toBe(409);
  });
});
