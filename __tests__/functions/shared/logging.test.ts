import { Console } from "node:console";
import { Writable } from "node:stream";
import fc from "fast-check";
import { createLogger, maskError, maskLogValue } from "../../../functions/shared/logging";
import { anyNumber, VISA, written } from "../vault/support/cards";

/** What the logger writes while something is done, as text. */
function logged(work: (log: ReturnType<typeof createLogger>) => void): string {
  let text = "";
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  const log = createLogger();
  Object.assign(log, { console: new Console(stream, stream) });
  work(log);
  return text;
}

describe("a log record", () => {
  it("holds what was logged", () => {
    const record: unknown = JSON.parse(
      logged((log) => {
        log.info("answered", { token: "tok_1", count: 3 });
      }),
    );
    expect(record).toMatchObject({ level: "INFO", message: "answered", token: "tok_1", count: 3 });
  });

  it("holds no card number: not in the message, a field, a field's name, a number, an error or its cause", () => {
    const number = anyNumber
      .filter(({ length }) => length >= 13)
      .chain((digits) => fc.tuple(fc.constant(digits), written(digits)));
    fc.assert(
      fc.property(number, ([digits, text]) => {
        const error = new Error(`bad card ${text}`, { cause: new TypeError(`from ${text}`) });
        const all = logged((log) => {
          log.info(`message ${text}`, { field: text, [`name ${text}`]: { deep: [text, BigInt(digits)] } });
          log.error("failed", error);
          log.warn(text, { bytes: Buffer.from(digits), view: new TextEncoder().encode(digits) });
        });
        expect(all).not.toContain(text);
        expect(all).not.toContain(digits);
        expect(all).toContain("[card number removed]");
      }),
      { numRuns: 50 },
    );
  });

  it("holds of an error its name and text, not what else hangs on it", () => {
    const error = Object.assign(new RangeError("too far"), { request: { secret: "of the request" } });
    const all = logged((log) => {
      log.error("failed", error);
    });
    expect(JSON.parse(all)).toMatchObject({ error: { name: "RangeError", message: "too far" } });
    expect(all).not.toContain("of the request");
  });

  it("holds numbers as numbers where they are no card numbers", () => {
    expect(maskLogValue("", 42)).toBe(42);
    expect(maskLogValue("", 42n)).toBe(42n);
    expect(maskLogValue("", Number(VISA))).toBe("[card number removed]");
    expect(maskLogValue("", true)).toBe(true);
    expect(maskLogValue("", null)).toBe(null);
  });

  it("counts bytes instead of showing them", () => {
    expect(maskLogValue("", new Uint8Array(3))).toBe("[3 bytes]");
    expect(maskLogValue("", Buffer.from("ab").toJSON())).toEqual({ type: "Buffer", bytes: 2 });
    expect(maskLogValue("", { type: "Buffer", size: 2 })).toEqual({ type: "Buffer", size: 2 });
  });
});

describe("a masked error", () => {
  it.each(["text", { secret: "of the request" }, undefined, null])(
    "says no more of %j than that it is none",
    (thrown) => {
      expect(maskError(thrown)).toMatchObject({ name: "Error", message: "Something that is no error was thrown." });
    },
  );

  it("keeps its name and nothing of the original but masked text", () => {
    const error = Object.assign(new RangeError(`no ${VISA}`), { card: VISA });
    const masked = maskError(error);
    expect(masked.name).toBe("RangeError");
    expect(masked.message).toBe("no [card number removed]");
    expect(masked.stack).not.toContain(VISA);
    expect(JSON.stringify(masked)).not.toContain(VISA);
    expect(masked.cause).toBeUndefined();
  });

  it("follows causes three deep and survives one that goes in circles", () => {
    const error = new Error("round");
    error.cause = error;
    expect(maskError(error)).toMatchObject({ cause: { cause: { cause: { message: "round" } } } });
  });

  it("does without a stack where there is none", () => {
    const error = new Error("bare");
    error.stack = undefined;
    expect(maskError(error).message).toBe("bare");
  });
});
