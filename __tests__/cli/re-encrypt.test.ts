import fc from "fast-check";
import { OperatorError } from "../../cli/errors";
import { FunctionFailedError } from "../../cli/function-port";
import { TestVault } from "../functions/vault/support/vault";
import { withCheckDigit } from "../functions/vault/support/cards";
import { TestSurroundings } from "./support/surroundings";

const COMMAND = "vault re-encrypt --job rotation-1 --function vault-re-encrypt";

interface Page {
  readonly changed?: number;
  readonly unchanged?: number;
  readonly failures?: readonly string[];
  readonly failed?: number;
  readonly done?: boolean;
}

/** What the function answers when a job stands there. */
function answer({ changed = 0, unchanged = 0, failures = [], failed = failures.length, done = false }: Page): object {
  const scanned = changed + unchanged + failed;
  return { ok: true, job: "rotation-1", kind: "data-keys", scanned, changed, unchanged, failed, failures, done };
}

/** A function that gives these answers, one a call; an error is thrown. */
function answering(...answers: readonly (object | Error)[]): TestSurroundings {
  const waiting = [...answers];
  return new TestSurroundings(() => {
    const next = waiting.shift();
    if (next === undefined) return Promise.reject(new Error("the function was called once too often"));
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  });
}

describe("ecosystemaws vault re-encrypt", () => {
  it("calls the function a page at a time until the job is done, and says what was done", async () => {
    const around = answering(
      answer({ changed: 100 }),
      answer({ changed: 180, unchanged: 20 }),
      answer({ changed: 181, unchanged: 20, done: true }),
    );
    expect(await around.run(`${COMMAND} --page-size 50`)).toBe(0);
    const request = { job: "rotation-1", kind: "data-keys", pageSize: 50, maxPages: 1 };
    expect(around.calls).toEqual(Array.from({ length: 3 }, () => ({ name: "vault-re-encrypt", request })));
    expect(around.out.text).toBe(
      [
        "The job rotation-1 (data-keys) is done. Cards:",
        "  scanned    201",
        "  changed    181",
        "  unchanged   20",
        "  failed       0",
        "",
      ].join("\n"),
    );
  });

  it("asks for fingerprints where they are wanted", async () => {
    const around = answering({ ...answer({ done: true }), kind: "fingerprints" });
    expect(await around.run(`${COMMAND} --kind fingerprints`)).toBe(0);
    expect(around.calls[0]?.request).toMatchObject({ kind: "fingerprints", pageSize: 100 });
  });

  it("lists the tokens of cards that failed, and ends with 1", async () => {
    const around = answering(answer({ changed: 3, failures: ["tok_a", "tok_b"], done: true }));
    expect(await around.run(COMMAND)).toBe(1);
    expect(around.out.text).toContain("failed     2");
    expect(around.out.text).toContain("  tok_a\n  tok_b\n");
    expect(around.out.text).not.toContain("more");
  });

  it("says how many failed beyond those whose tokens the job keeps", async () => {
    const around = answering(answer({ failures: ["tok_a"], failed: 41, done: true }));
    expect(await around.run(COMMAND)).toBe(1);
    expect(around.out.text).toContain("and 40 more");
  });

  it("writes the result, and nothing else, as JSON to the standard output", async () => {
    const around = answering(answer({ changed: 1 }), answer({ changed: 1, failures: ["tok_a"], done: true }));
    expect(await around.run(`${COMMAND} --json`)).toBe(1);
    expect(JSON.parse(around.out.text)).toEqual({
      function: "vault-re-encrypt",
      job: "rotation-1",
      kind: "data-keys",
      scanned: 2,
      changed: 1,
      unchanged: 0,
      failed: 1,
      failures: ["tok_a"],
      done: true,
    });
  });

  it("tells its progress on the error output, with where the function was found", async () => {
    const around = answering(answer({ changed: 7 }), answer({ changed: 9, unchanged: 1, done: true }));
    await around.run(COMMAND);
    expect(around.err.text).toBe(
      [
        "Calling vault-re-encrypt (found by --function)",
        "scanned 7, changed 7, unchanged 0, failed 0",
        "scanned 10, changed 9, unchanged 1, failed 0",
        "",
      ].join("\n"),
    );
  });

  it("says all that the function refuses, and ends with 2", async () => {
    const errors = [{ code: "invalid", param: "job", message: "job: must be 1 to 64 of a-z, 0-9, -." }];
    const around = answering({ ok: false, errors });
    expect(await around.run(COMMAND)).toBe(2);
    expect(around.err.text).toContain("The function refused: job: must be 1 to 64 of a-z, 0-9, -.");
    expect(around.out.text).toBe("");
  });

  it("does not take another function's answer for a result", async () => {
    const around = answering({ ok: true, token: "tok_a" });
    expect(await around.run(COMMAND)).toBe(2);
    expect(around.err.text).toContain("This is not the re-encrypt function; it answered otherwise: job: ");
  });

  it("tries a page again where the function failed, after a pause", async () => {
    const failure = new FunctionFailedError("throttled");
    const around = answering(failure, failure, answer({ changed: 1, done: true }));
    expect(await around.run(COMMAND)).toBe(0);
    expect(around.clock.sleeps).toEqual([1000, 2000]);
  });

  it("gives a page up after the third failure, and ends with 2", async () => {
    const around = answering(
      answer({ changed: 1 }),
      ...Array.from({ length: 3 }, () => new FunctionFailedError("down")),
    );
    expect(await around.run(COMMAND)).toBe(2);
    expect(around.err.text).toContain("scanned 1, ");
    expect(around.err.text.endsWith("down\n")).toBe(true);
    expect(around.out.text).toBe("");
  });

  it("does not try again where the function cannot be called", async () => {
    const around = answering(new OperatorError("there is no such function"));
    expect(await around.run(COMMAND)).toBe(2);
    expect(around.calls).toHaveLength(1);
    expect(around.err.text).toContain("there is no such function");
  });

  it("ends after the page under way when it is interrupted, and says how to go on", async () => {
    const around: TestSurroundings = new TestSurroundings(() => {
      around.interrupt.abort();
      return Promise.resolve(answer({ changed: 100 }));
    });
    expect(await around.run(COMMAND)).toBe(130);
    expect(around.calls).toHaveLength(1);
    expect(around.err.text).toContain("Stopped. The same command goes on from here with the job rotation-1.");
    expect(around.out.text).toBe("");
  });

  it("calls nothing when it is interrupted before the first page", async () => {
    const around = answering();
    around.interrupt.abort();
    expect(await around.run(COMMAND)).toBe(130);
    expect(around.calls).toEqual([]);
  });
});

describe("ecosystemaws vault re-encrypt, with the function itself", () => {
  const line = "vault re-encrypt --job rotation-1 --function f --page-size 3 --json";

  /** A vault with cards that are older than the job, and the command line before its function. */
  async function vaultOf(cards: number): Promise<{ vault: TestVault; command: () => TestSurroundings }> {
    const vault = new TestVault();
    const parts = vault.tokeniser();
    for (let card = 0; card < cards; card++) {
      await vault.token(withCheckDigit(`400000${String(card).padStart(9, "0")}`), "cus_1", parts);
    }
    vault.clock.milliseconds += 60_000;
    const command = (): TestSurroundings =>
      new TestSurroundings((_, request) => vault.reEncrypt(request as Parameters<TestVault["reEncrypt"]>[0]));
    return { vault, command };
  }

  it("scans every card once, wherever and however often it is stopped", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 9 }),
        fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }),
        async (cards, stops) => {
          const { vault, command } = await vaultOf(cards);
          for (const pages of stops) {
            const stopped = command();
            let left = pages;
            stopped.clock.now = () => (--left <= 0 && stopped.interrupt.abort(), 0);
            expect([0, 130]).toContain(await stopped.run(line));
          }
          const last = command();
          expect(await last.run(line)).toBe(0);
          expect(JSON.parse(last.out.text)).toMatchObject({ scanned: cards, changed: cards, failed: 0, done: true });
          expect(vault.dynamo.startingWith("TOKEN#").every((item) => item.version?.N === "2")).toBe(true);
        },
      ),
      { numRuns: 20 },
    );
  });

  it("names the card whose envelope was tampered with, and does the others", async () => {
    const { vault, command } = await vaultOf(5);
    const [item] = vault.dynamo.startingWith("TOKEN#");
    const token = item!.pk!.S!.replace("TOKEN#", "");
    const envelope = item!.envelope!.B!;
    envelope[envelope.length - 1] = (envelope.at(-1) ?? 0) ^ 1;
    const around = command();
    expect(await around.run(line)).toBe(1);
    expect(JSON.parse(around.out.text)).toMatchObject({ scanned: 5, changed: 4, failed: 1, failures: [token] });
  });
});
