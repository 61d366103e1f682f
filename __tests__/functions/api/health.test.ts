import { healthAnswer, type Probe } from "../../../functions/api/health";
import { PlatformError } from "../../../functions/shared/errors";
import { keptLog } from "./support/log";

/** A clock on which waiting is over once all that can answer has answered. */
function testClock() {
  let now = Date.parse("2026-03-01T12:00:00Z");
  return {
    now: () => now,
    sleep: (milliseconds: number) =>
      new Promise<void>((resolve) => {
        setImmediate(() => {
          now += milliseconds;
          resolve();
        });
      }),
  };
}

class OutOfOrderError extends PlatformError {
  readonly code = "out_of_order";
}

const probe = (name: string, ask: Probe["ask"], kind: Probe["kind"] = "table"): Probe => ({ kind, name, ask });

async function status(probes: readonly Probe[]) {
  const { log, records } = keptLog();
  const answer = await healthAnswer({ probes, clock: testClock(), log, environment: "test", region: "us-west-2" });
  return { ...answer, records };
}

describe("the status", () => {
  it("took no time, and not less than none, where the clock was put back meanwhile", async () => {
    const clock = { ...testClock(), now: jest.fn().mockReturnValueOnce(2000).mockReturnValue(1000) };
    const probes = [probe("payments", () => Promise.resolve({}))];
    const { log } = keptLog();
    const { body } = await healthAnswer({ probes, clock, log, environment: "test", region: "us-west-2" });
    expect(body).toMatchObject({ checks: [{ latency_ms: 0 }] });
  });

  it("is 200 where all is there, with how many messages wait", async () => {
    const answer = await status([
      probe("payments", () => Promise.resolve({})),
      probe("queue", () => Promise.resolve({ messages: 3 }), "queue"),
    ]);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        status: "ok",
        environment: "test",
        region: "us-west-2",
        at: expect.stringMatching(/^2026-03-01T12:00:0/),
        checks: [
          { kind: "table", name: "payments", status: "ok", latency_ms: 0 },
          { kind: "queue", name: "queue", status: "ok", latency_ms: 0, messages: 3 },
        ],
      },
    });
  });

  it("is 200 where there is nothing to ask", async () => {
    expect(await status([])).toMatchObject({ status: 200, body: { status: "ok", checks: [] } });
  });

  it("is 503 where one thing hangs, after two seconds, and tells of the others", async () => {
    const hangs = probe("hangs", () => new Promise(() => {}));
    expect(await status([hangs, probe("fine", () => Promise.resolve({}))])).toMatchObject({
      status: 503,
      body: {
        status: "degraded",
        checks: [
          { name: "hangs", status: "failed", latency_ms: 2000, failure_code: "timed_out" },
          { name: "fine", status: "ok" },
        ],
      },
    });
  });

  it.each([
    ["access_denied", Object.assign(new Error("no"), { name: "AccessDeniedException" })],
    ["resource_not_found", Object.assign(new Error("no"), { name: "ResourceNotFoundException" })],
    ["out_of_order", new OutOfOrderError("no")],
    ["failed", new Error("no")],
    ["failed", "no"],
  ])("is 503 where one thing fails, by its code: %s", async (code, error) => {
    const answer = await status([probe("a", jest.fn().mockRejectedValue(error))]);
    expect(answer).toMatchObject({ status: 503, body: { checks: [{ status: "failed", failure_code: code }] } });
    expect(answer.records).toEqual([
      ["error", "a check failed", expect.objectContaining({ kind: "table", name: "a" })],
    ]);
  });

  it("shows no text of an error", async () => {
    const answer = await status([probe("a", () => Promise.reject(new Error("arn:aws:secret")))]);
    expect(JSON.stringify(answer.body)).not.toContain("secret");
  });
});
