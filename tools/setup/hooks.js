/** npm's `prepare`: puts the Git hooks in place in a developer's clone; does nothing in CI, without Git, or without husky. */
"use strict";
const { existsSync } = require("node:fs");
const path = require("node:path");

const root = path.resolve(__dirname, "..", "..");
const inClone = existsSync(path.join(root, ".git"));
const hasHusky = existsSync(path.join(root, "node_modules", "husky", "index.js"));

if (inClone && hasHusky && process.env["CI"] === undefined) {
  void import("husky").then(({ default: husky }) => {
    const complaint = husky();
    if (complaint) console.error("Git hooks are not in place: " + complaint);
  });
}
