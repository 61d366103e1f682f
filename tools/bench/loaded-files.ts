import { buildSync } from "esbuild";

/** Which of a bundle's files an import of its entry loads, and which wait until the code asks for them. */
export interface LoadedFiles {
  readonly atOnce: readonly string[];
  readonly onDemand: readonly string[];
}

/**
 * Follows the imports of `index.mjs` in a folder of bundled files. A file that is both imported statically and on demand
 * is loaded at once.
 */
export function loadedFiles(folder: string): LoadedFiles {
  const { metafile } = buildSync({
    absWorkingDir: folder,
    entryPoints: ["index.mjs"],
    bundle: true,
    format: "esm",
    platform: "node",
    outdir: "out",
    splitting: true,
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const atOnce = new Set<string>();
  const waiting = ["index.mjs"];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (atOnce.has(file)) continue;
    atOnce.add(file);
    const imports = metafile.inputs[file]?.imports ?? [];
    waiting.push(...imports.filter((one) => one.kind === "import-statement" && !one.external).map((one) => one.path));
  }
  const onDemand = Object.keys(metafile.inputs).filter((file) => !atOnce.has(file));
  return { atOnce: [...atOnce].sort(), onDemand: onDemand.sort() };
}
