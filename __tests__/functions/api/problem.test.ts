import { PROBLEM_CODES, problemOf, statusOf, titleOf } from "../../../functions/api/problem";

describe("the table of problems", () => {
  it.each(PROBLEM_CODES)("gives %s an error status and a title", (code) => {
    expect(statusOf(code)).toBeGreaterThanOrEqual(400);
    expect(statusOf(code)).toBeLessThan(600);
    expect(titleOf(code)).toMatch(/^[A-Z].*[^.]$/);
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
  });

  it("tells a request's own faults from those of what it asks for", () => {
    expect(statusOf("amount_invalid")).toBe(400);
    expect(statusOf("payment_not_found")).toBe(404);
    expect(statusOf("request_in_progress")).toBe(409);
    expect(statusOf("idempotency_key_reused")).toBe(422);
    expect(statusOf("busy")).toBe(503);
  });
});

describe("a problem document", () => {
  const first = { code: "required", param: "amount", message: "amount: is required.", retryAfterSeconds: 3 } as const;
  const second = { code: "unknown_field", param: "a", message: "a: there is no such field." } as const;

  it("is of the first fault, and holds all", () => {
    expect(problemOf([first, second], "request-1")).toEqual({
      type: "urn:ecosystemaws:problem:required",
      title: "A field is missing",
      status: 400,
      detail: "amount: is required.",
      code: "required",
      param: "amount",
      requestId: "request-1",
      errors: [
        { code: "required", param: "amount", message: "amount: is required." },
        { code: "unknown_field", param: "a", message: "a: there is no such field." },
      ],
    });
  });
});
