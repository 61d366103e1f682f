#!/usr/bin/env node
/**
 * Runs a TypeScript entry: `node tools/run.mjs main.ts [arguments]`. esbuild bundles our own sources into one file (packages stay
 * outside) and Node runs it: 0.2 s, where ts-node needs seconds and half a gigabyte. Types are checked apart, by `tsc`.
 */
import { build } from "esbuild";
import { Module } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

// Node 20 is supported here as long as the pinned SDK supports it; its notice would stand in every output.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
const [entry, ...rest] = process.argv.slice(2);
if (entry === undefined) {
  console.error("usage: node tools/run.mjs ENTRY.ts [ARGUMENT...]");
  process.exit(2);
}
const root = fileURLToPath(new URL("..", import.meta.url));
const source = path.resolve(entry);
const { outputFiles } = await build({
  entryPoints: [source],
  bundle: true,
  packages: "external",
  platform: "node",
  target: "node20",
  format: "cjs",
  sourcemap: "inline",
  logLevel: "warning",
  write: false,
});
process.setSourceMapsEnabled(true);
process.argv = [process.execPath, source, ...rest];
// Compiled from memory, under a name inside this package so that its dependencies are found: no file, so two runs cannot meet in one.
const main = new Module(path.join(root, "node_modules", ".cache", "run", `${path.basename(source)}.cjs`));
main.filename = main.id;
main.paths = Module._nodeModulePaths(root);
main._compile(outputFiles[0].text, main.filename);
