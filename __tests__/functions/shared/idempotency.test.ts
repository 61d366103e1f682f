import {
  ANSWER_KEPT_MS,
  beginRecord,
  completeRecord,
  fingerprintOf,
  IN_PROGRESS_MS,
  standingOf,
} from "../../../functions/shared/idempotency";

const KEY = { caller: "key-1", operation: "process", key: "pay_1" };
const begun = beginRecord(KEY, "print", 1_000_000);

describe("a request beside what is remembered of its key", () => {
  it("is the first where nothing is", () => {
    expect(standingOf(undefined, "print", 0)).toEqual({ kind: "first" });
  });

  it("gets the first answer again, however long ago", () => {
    const done = completeRecord(begun, { status: "completed" }, 2_000_000);
    expect(standingOf(done, "print", 9e15)).toEqual({ kind: "repeat", answer: '{"status":"completed"}' });
  });

  it("with another body is told so, also while the first is in progress", () => {
    expect(standingOf(begun, "other", 1_000_000)).toEqual({ kind: "other_body" });
    expect(standingOf(completeRecord(begun, {}, 1), "other", 1)).toEqual({ kind: "other_body" });
  });

  it("waits for one in progress, and takes over one that was abandoned", () => {
    expect(standingOf(begun, "print", 1_000_000)).toEqual({ kind: "in_progress", retryAfterSeconds: 30 });
    const until = 1_000_000 + IN_PROGRESS_MS;
    expect(standingOf(begun, "print", until - 1)).toEqual({ kind: "in_progress", retryAfterSeconds: 1 });
    expect(standingOf(begun, "print", until)).toEqual({ kind: "abandoned" });
  });

  it("is forgotten some time after its answer", () => {
    expect(completeRecord(begun, {}, 5_000_000).expiresAt).toBe((5_000_000 + ANSWER_KEPT_MS) / 1000);
  });
});

describe("the fingerprint of a body", () => {
  const key = Buffer.alloc(32, 7);

  it("does not depend on the order of fields, and does on all else", () => {
    const of = (body: unknown) => fingerprintOf(key, body);
    expect(of({ a: 1, b: { c: [1, null], d: "x" } })).toBe(of({ b: { d: "x", c: [1, null] }, a: 1 }));
    expect(of({ a: 1, b: undefined })).toBe(of({ a: 1 }));
    const bodies = [{ a: 1 }, { a: "1" }, { a: 2 }, { b: 1 }, { a: [1] }, { a: 1, b: 1 }, {}];
    expect(new Set(bodies.map(of)).size).toBe(bodies.length);
  });

  it("is made without the card verification code, and with a key", () => {
    expect(fingerprintOf(key, { a: 1, card: { cvc: "123" } })).toBe(fingerprintOf(key, { a: 1, card: {} }));
    expect(fingerprintOf(key, {})).not.toBe(fingerprintOf(Buffer.alloc(32, 8), {}));
    expect(fingerprintOf(key, {})).toMatch(/^[\w-]{43}$/);
  });
});
