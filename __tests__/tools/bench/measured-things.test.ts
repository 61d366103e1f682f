import { writeFileSync } from "node:fs";
import path from "node:path";
import { passesLuhn } from "../../../functions/shared/card-number-guard";
import { cardNumberAt } from "../../../tools/bench/fakes/cards";
import { FakeTokenStore } from "../../../tools/bench/fakes/token-store";
import { loadedFiles } from "../../../tools/bench/loaded-files";
import { measureNode, ProcessFailedError } from "../../../tools/bench/node-process";
import { findingsOf } from "../../../tools/bench/start";
import { cardNamed } from "../../functions/vault/support/store-rules";
import { temporaryFolder } from "../temporary-folder";

describe("a measured Node process", () => {
  const folder = temporaryFolder();

  it("gives its output, its wall time and the most memory that it held", async () => {
    const script = "const held = Buffer.alloc(60_000_000, 1); console.log(process.env.A, process.env.B, held.length)";
    const cost = await measureNode(["--eval", script], { A: "1", B: undefined }, folder());
    expect(cost.stdout).toBe("1 undefined 60000000\n");
    expect(cost.wallSeconds).toBeGreaterThan(0);
    expect(cost.peaksMb).toHaveLength(1);
    expect(cost.peaksMb[0]).toBeGreaterThan(60);
  });

  it("gives the memory of each Node process that it starts too", async () => {
    const script = "require('node:child_process').execFileSync(process.execPath, ['--version', '--eval', ''])";
    const child = "require('node:child_process').execFileSync(process.execPath, ['--eval', '0'])";
    expect((await measureNode(["--eval", script], {}, folder())).peaksMb).toHaveLength(1);
    expect((await measureNode(["--eval", child], {}, folder())).peaksMb).toHaveLength(2);
  });

  it("does not count what its parent held", async () => {
    const held = Buffer.alloc(200_000_000, 1);
    const { peaksMb } = await measureNode(["--eval", "0"], {}, folder());
    expect(held.length / 1_000_000).toBeGreaterThan(peaksMb[0]!);
  });

  it("is an error, with what it said, where it fails", async () => {
    const failing = measureNode(["--eval", "console.error('no stack'); process.exit(3)"], {}, folder());
    await expect(failing).rejects.toThrow(ProcessFailedError);
    await expect(failing).rejects.toThrow(/ended with 3: no stack/);
  });
});

describe("the files that a bundle's entry loads", () => {
  const folder = temporaryFolder();

  it("are those that it imports, and theirs; what is imported by a call waits", () => {
    const files = {
      "index.mjs": 'import "./a.mjs"; import "node:fs"; export const later = () => import("./d.mjs");',
      "a.mjs": 'import "./b.mjs";',
      "b.mjs": "export {};",
      "d.mjs": 'import "./b.mjs"; import "./e.mjs";',
      "e.mjs": "export {};",
      "unused.mjs": "export {};",
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder(), name), text);
    expect(loadedFiles(folder())).toEqual({
      atOnce: ["a.mjs", "b.mjs", "index.mjs"],
      onDemand: ["d.mjs", "e.mjs"],
    });
  });
});

describe("the steps of a journey", () => {
  it("become figures, and a note where one failed", () => {
    const journey = [
      { step: "Tokenise", ok: true, milliseconds: 41, result: "tok_1" },
      { step: "Detokenise", ok: false, milliseconds: 5, result: "no" },
    ];
    expect(findingsOf(journey)).toEqual({
      figures: [
        { what: "Tokenise", value: 41, unit: "ms" },
        { what: "Detokenise", value: 5, unit: "ms" },
      ],
      notes: ["this step failed: Detokenise"],
    });
  });

  it("are not read from a file of another form", () => {
    expect(() => findingsOf([{ step: "Tokenise" }])).toThrow(/milliseconds/);
  });
});

describe("what the vault is measured with", () => {
  it("is card numbers of 16 digits, all different, all with their check digit", () => {
    const numbers = Array.from({ length: 200 }, (_, place) => cardNumberAt(place));
    expect(new Set(numbers).size).toBe(200);
    expect(numbers.every((number) => /^\d{16}$/.test(number) && passesLuhn(number))).toBe(true);
  });

  it("is a store that gives a claimed card back and does not take it twice", async () => {
    const store = new FakeTokenStore();
    const card = cardNamed("a");
    const fingerprints = [{ version: 1, value: "f" }];
    expect(await store.create(card, fingerprints)).toBe("created");
    expect(await store.create({ ...card, token: "tok_b" }, fingerprints)).toBe("claimed");
    expect(await store.findClaims(card.customerId, fingerprints)).toEqual([card.token]);
    expect(await store.find(card.token)).toEqual(card);
    store.clear();
    expect(store.size).toBe(0);
    expect(await store.find(card.token)).toBeUndefined();
  });
});
