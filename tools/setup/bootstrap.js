/**
 * The part of set-up that runs before any package is there: checks Node, then installs what package-lock.json names. When the
 * installed tree already is the locked one, it does nothing; it compares the two, so there is no stamp that could lie.
 */
"use strict";
const { spawnSync } = require("node:child_process");
const { existsSync, readFileSync } = require("node:fs");
const path = require("node:path");
const { lockDifferences, nodeFault } = require("./bootstrap-decisions.js");

const root = path.resolve(__dirname, "..", "..");

const fault = nodeFault(process.versions.node);
if (fault !== undefined) fail(fault);

const locked = readJson("package-lock.json");
if (locked === undefined) fail("package-lock.json is missing: restore it (git checkout package-lock.json).");

const differences = lockDifferences(locked, readJson(path.join("node_modules", ".package-lock.json")));
if (differences.length > 0) install(differences);

function install(reasons) {
  const what = reasons.length > 3 ? reasons.length + " packages" : reasons.join(", ");
  console.error("set-up: installing npm packages (" + what + ") ...");
  const started = performance.now();
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root, encoding: "utf8" });
  if (npm.error !== undefined) fail("npm could not be started (" + npm.error.message + "). It comes with Node.js.");
  if (npm.status !== 0) {
    fail(
      "npm ci failed:\n" +
        npm.stdout +
        npm.stderr +
        "\n" +
        "It needs an npm registry: check the network, and `npm config get registry` and `npm config get cafile`.",
    );
  }
  console.error("set-up: npm packages installed in " + Math.round((performance.now() - started) / 1000) + " s");
}

function readJson(file) {
  const full = path.join(root, file);
  return existsSync(full) ? JSON.parse(readFileSync(full, "utf8")) : undefined;
}

function fail(message) {
  console.error("set-up: " + message);
  process.exit(1);
}
