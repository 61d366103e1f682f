import { clockRequest } from "../../cli/clock";
import { OperatorError } from "../../cli/errors";
import { TestSurroundings } from "./support/surroundings";

describe("what is asked of the clock", () => {
  it.each([
    [undefined, { method: "GET" }],
    ["reset", { method: "DELETE" }],
    ["+3d", { method: "POST", body: { forwardMs: 259_200_000 } }],
    ["+1d12h30m5s", { method: "POST", body: { forwardMs: 131_405_000 } }],
    ["+1w", { method: "POST", body: { forwardMs: 604_800_000 } }],
    ["2026-12-24T10:00Z", { method: "POST", body: { now: "2026-12-24T10:00:00.000Z" } }],
    ["2026-12-24T10:00:30+02:00", { method: "POST", body: { now: "2026-12-24T08:00:30.000Z" } }],
  ])("is by %s", (move, request) => {
    expect(clockRequest(move)).toEqual(request);
  });

  it.each([
    "3d",
    "-3d",
    "+3",
    "+0d",
    "+3 days",
    "2026-12-24",
    "2026-12-24T10:00",
    "2026-13-24T10:00Z",
    "2027-02-30T10:00Z",
    "2026-12-24T25:00Z",
    "now",
  ])("is not by %s: the error says what is allowed", (move) => {
    expect(() => clockRequest(move)).toThrow(OperatorError);
    expect(() => clockRequest(move)).toThrow(/allowed: \+3d/);
  });
});

describe("ecosystemaws clock", () => {
  const line = "clock +3d --endpoint http://127.0.0.1:4566";
  const face = { now: "2026-11-24T12:00:00.000Z", aheadMs: 259_200_000 };

  function answering(status: number, body: unknown): TestSurroundings & { asked: string[] } {
    const asked: string[] = [];
    const around = Object.assign(new TestSurroundings(), { asked });
    around.answerFetch = (url, { method = "", body: sent }) => {
      asked.push(`${method} ${url} ${typeof sent === "string" ? sent : ""}`.trimEnd());
      return new Response(typeof body === "string" ? body : JSON.stringify(body), { status });
    };
    return around;
  }

  it("moves the clock and shows it", async () => {
    const around = answering(200, face);
    expect(await around.run(line)).toBe(0);
    expect(around.asked).toEqual(['POST http://127.0.0.1:4566/_local/clock {"forwardMs":259200000}']);
    expect(around.out.text).toBe("2026-11-24T12:00:00.000Z  3d ahead of the machine's time\n");
  });

  it.each([
    [0, "the machine's time"],
    [90_061_000, "1d1h1m1s ahead of the machine's time"],
    [400, "less than a second ahead of the machine's time"],
  ])("tells %d milliseconds as time", async (aheadMs, text) => {
    const around = answering(200, { ...face, aheadMs });
    await around.run("clock --endpoint http://127.0.0.1:4566");
    expect(around.out.text).toBe(`${face.now}  ${text}\n`);
  });

  it("writes JSON where it is asked to", async () => {
    const around = answering(200, face);
    expect(await around.run("clock reset --json --endpoint http://127.0.0.1:4566")).toBe(0);
    expect(JSON.parse(around.out.text)).toEqual(face);
  });

  it("tells the embedded AWS's own refusal", async () => {
    const around = answering(400, { message: "the clock goes forward alone" });
    expect(await around.run(line)).toBe(2);
    expect(around.err.text).toBe("the clock goes forward alone\n");
  });

  it.each(["nonsense", "127.0.0.1:4566", "localhost:4566", "ftp://127.0.0.1", "http://"])(
    "does not look for the embedded AWS at %s",
    async (endpoint) => {
      const around = new TestSurroundings();
      expect(await around.run(`clock --endpoint ${endpoint}`)).toBe(2);
      expect(around.err.text).toContain("Allowed: an address with its scheme");
    },
  );

  it("says what to do where nothing answers, something else answers, and nobody says where it is", async () => {
    const nobody = new TestSurroundings();
    nobody.answerFetch = () => Promise.reject(new TypeError("fetch failed"));
    expect(await nobody.run(line)).toBe(2);
    expect(nobody.err.text).toContain("make start starts the embedded AWS");
    const other = answering(200, "<html>");
    expect(await other.run(line)).toBe(2);
    expect(other.err.text).toContain("is no embedded AWS: it answered 200");
    const nowhere = new TestSurroundings();
    expect(await nowhere.run("clock")).toBe(2);
    expect(nowhere.err.text).toContain("--endpoint is not given");
  });
});
