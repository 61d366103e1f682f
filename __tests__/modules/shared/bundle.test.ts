import { unzipSync } from "fflate";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Bundle, bundle } from "../../../modules/shared";
import { zipEntries } from "../support/zip";

const root = path.join(__dirname, "..", "..", "..");
/** Issue: the tokenise bundle is under 450 KB minified. */
const COLD_START_BYTES_MAX = 450_000;

const tokenise = bundle("vault/tokenise");

/** File name to source. */
const sourcesOf = ({ zip }: Bundle): Map<string, string> =>
  new Map(Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, Buffer.from(bytes).toString("utf8")]));

/** What a cold start loads: `index.mjs`, and what is imported statically from there on. */
function loadedAtStart(
  sources: ReadonlyMap<string, string>,
  name = "index.mjs",
  loaded = new Set<string>(),
): ReadonlySet<string> {
  loaded.add(name);
  for (const [, imported] of sources.get(name)!.matchAll(/(?:\bfrom|\bimport)"\.\/([^"]+)"/g))
    if (!loaded.has(imported!)) loadedAtStart(sources, imported, loaded);
  return loaded;
}

describe("a function's bundle", () => {
  it("is the same bytes each time", () => {
    expect(bundle("vault/tokenise").sha256).toBe(tokenise.sha256);
  });

  it("is the same bytes from another folder, with a blank in its name", () => {
    const elsewhere = mkdtempSync(path.join(tmpdir(), "another folder "));
    try {
      cpSync(path.join(root, "functions"), path.join(elsewhere, "functions"), { recursive: true });
      cpSync(path.join(root, "package.json"), path.join(elsewhere, "package.json"));
      symlinkSync(path.join(root, "node_modules"), path.join(elsewhere, "node_modules"));
      const there = bundle("vault/tokenise", elsewhere);
      expect(there.sha256).toBe(tokenise.sha256);
      expect(Buffer.compare(there.zip, tokenise.zip)).toBe(0);
    } finally {
      rmSync(elsewhere, { recursive: true, force: true });
    }
  });

  it("carries the hash of its zip, once for file names and once as Lambda writes it", () => {
    const hash = createHash("sha256").update(tokenise.zip);
    expect(tokenise.sha256Base64).toBe(hash.copy().digest("base64"));
    expect(tokenise.sha256).toBe(hash.digest("hex"));
  });

  it("zips its files sorted by name, dated 1 January 1980, readable by all", () => {
    const entries = zipEntries(tokenise.zip);
    const names = entries.map(({ name }) => name);
    expect(names).toContain("index.mjs");
    expect(names).toEqual([...names].sort());
    expect(Object.keys(tokenise.files)).toEqual(names);
    for (const { date, mode, system } of entries)
      expect({ date, mode, system }).toEqual({ date: [1980, 1, 1, 0, 0, 0], mode: "100644", system: 3 });
  });

  it("holds no file that nothing loads, and loads none that is not there", () => {
    const sources = sourcesOf(tokenise);
    const loaded = [...sources.values()].flatMap((source) =>
      [...source.matchAll(/"\.\/([^"/]+\.mjs)"/g)].map(([, name]) => name),
    );
    expect([...new Set(["index.mjs", ...loaded])].sort()).toEqual([...sources.keys()].sort());
  });

  it("names no folder of the machine that made it", () => {
    for (const source of sourcesOf(tokenise).values()) expect(source).not.toContain(root);
  });

  it("is an ES module that Lambda finds as index.handler", () => {
    expect(sourcesOf(tokenise).get("index.mjs")).toMatch(/export\{[^}]*\bas handler\b/);
  });

  it("is ASCII, which the engine keeps and reads at one byte a character", () => {
    for (const source of sourcesOf(bundle("payments/processor")).values()) expect(source).toMatch(/^[\0-\x7f]*$/);
  });

  it("takes credentials from Lambda's environment alone", () => {
    const all = [...sourcesOf(bundle("payments/processor")).values(), ...sourcesOf(tokenise).values()].join("");
    expect(all).toContain("AWS_SESSION_TOKEN");
    for (const other of ["AssumeRoleWithWebIdentity", "credential_process", "169.254.170.2"])
      expect(all).not.toContain(other);
  });

  it("says which entry is none", () => {
    expect(() => bundle("vault/nothing")).toThrow(/nothing\.handler\.ts/);
  });
});

describe.each(["vault/tokenise", "vault/detokenise", "vault/rail-egress", "vault/re-encrypt"])(
  "the bundle of %s",
  (entry) => {
    const made = bundle(entry);
    const sources = sourcesOf(made);
    const atStart = loadedAtStart(sources);
    const sdk = [...sources].filter(([, source]) => source.includes("aws-crypto-public-key"));

    it("loads less than 450 KB at a cold start", () => {
      const bytes = [...atStart].reduce((sum, name) => sum + made.files[name]!, 0);
      expect(bytes).toBeLessThan(COLD_START_BYTES_MAX);
    });

    it("has the AWS Encryption SDK, in a chunk that is loaded on demand", () => {
      expect(sdk).not.toEqual([]);
      expect(sdk.filter(([name]) => atStart.has(name))).toEqual([]);
    });
  },
);
