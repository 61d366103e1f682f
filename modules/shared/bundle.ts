/** From a function's entry to the bytes of its zip, the same bytes wherever and whenever they are made. */
import { buildSync } from "esbuild";
import { zipSync, type Zippable } from "fflate";
import { createHash } from "node:crypto";
import path from "node:path";
import { projectRoot } from "./project";

/** A function's code. */
export interface Bundle {
  /** The zip that Lambda runs: `index.mjs` and the chunks it loads on demand. */
  readonly zip: Uint8Array;
  /** SHA-256 of the zip, base64: what Lambda calls `CodeSha256`. */
  readonly sha256Base64: string;
  /** SHA-256 of the zip, hexadecimal. */
  readonly sha256: string;
  /** File name to bytes, before zipping; for measuring. */
  readonly files: Readonly<Record<string, number>>;
}

/** Dependencies written as CommonJS ask for `require`, which an ES module does not have. */
const REQUIRE =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/** What functions load in place of a library's module. */
const STAND_INS = {
  // Lambda needs less of these; each file says why.
  "@aws-sdk/credential-provider-node": "./functions/shared/runtime/credentials-adapter.ts",
  "node:process": "./functions/shared/runtime/process.ts",
  // Its package.json names the CommonJS build alone, which would have every start run the SDK whole, used or not.
  "@aws-crypto/client-node": "@aws-crypto/client-node/build/module/src/index.js",
};

/** The earliest date a zip can hold. Local time on purpose: zip dates have no zone, and the library writes local fields. */
const FIXED_DATE = new Date(1980, 0, 1);
const MODE_0644_ON_UNIX = { os: 3, attrs: 0o100644 << 16 } as const;

/**
 * Bundles `functions/<entry>.handler.ts` with esbuild: one minified ES module, the SDK inside; what is imported dynamically lands in a
 * chunk of its own that a cold start does not load.
 * @param entry as in `functions/contracts.ts`: `vault/tokenise`.
 * @param root folder of the package. @default this one
 */
export function bundle(entry: string, root: string = projectRoot): Bundle {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: { index: path.join("functions", `${entry}.handler.ts`) },
    outdir: "out",
    outExtension: { ".js": ".mjs" },
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    // Not the runtime's 22: the same bytes run on every Node from 20 on.
    target: "node20",
    mainFields: ["module", "main"],
    alias: STAND_INS,
    minify: true,
    legalComments: "none",
    // One character beyond Latin-1 would make the engine keep, and read, the whole file at two bytes a character.
    charset: "ascii",
    banner: { js: REQUIRE },
    tsconfigRaw: {},
    write: false,
    logLevel: "silent",
  });
  const sources = new Map(outputFiles.map((file) => [path.basename(file.path), file.text]));
  const entries = withLastingNames(sources)
    .map(([name, source]) => [name, Buffer.from(source)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const zip = zip0644(entries);
  const digest = createHash("sha256").update(zip);
  return {
    zip,
    sha256: digest.copy().digest("hex"),
    sha256Base64: digest.digest("base64"),
    files: Object.fromEntries(entries.map(([name, { length }]) => [name, length])),
  };
}

const CHUNK_REFERENCE = /"\.\/([^"/]+\.mjs)"/g;
const CHUNK_HASH = /-[A-Z0-9]{8}(?=\.mjs$)/;

/**
 * Chunks under other names: esbuild's hold a hash of where the sources lie, which differs from machine to machine. Ours hold the place
 * in the order in which the imports, from `index.mjs` on, come to them. What they never come to is left out.
 */
function withLastingNames(sources: ReadonlyMap<string, string>): [string, string][] {
  const names = new Map([["index.mjs", "index.mjs"]]);
  // A Map's iteration also comes to what is added on the way.
  for (const [name] of names)
    for (const [, chunk = ""] of (sources.get(name) ?? "").matchAll(CHUNK_REFERENCE))
      if (sources.has(chunk) && !names.has(chunk))
        names.set(chunk, chunk.replace(CHUNK_HASH, `-${String(names.size)}`));
  return [...names].map(([name, lasting]) => [
    lasting,
    (sources.get(name) ?? "").replaceAll(CHUNK_REFERENCE, (_, chunk: string) => `"./${names.get(chunk) ?? chunk}"`),
  ]);
}

/** Entries in the order given, one date and mode for all. */
function zip0644(entries: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const files: Zippable = {};
  for (const [name, bytes] of entries) files[name] = [bytes, { mtime: FIXED_DATE, level: 9, ...MODE_0644_ON_UNIX }];
  return zipSync(files);
}
