const { existsSync } = require("node:fs");
const path = require("node:path");
const unit = require("./jest.config.js");

const folder = path.join(__dirname, "__tests__", "end-to-end");
const ifThere = (key, file) => (existsSync(path.join(folder, file)) ? { [key]: path.join(folder, file) } : {});

/**
 * End-to-end tests: one deployment to the embedded AWS serves all suites (`deployment.ts` makes it before them, `teardown.ts`
 * takes it down after them). They share it, so they run one after the other.
 */
module.exports = {
  roots: ["<rootDir>/__tests__/end-to-end"],
  testMatch: ["**/*.test.ts"],
  transform: unit.transform,
  transformIgnorePatterns: unit.transformIgnorePatterns,
  moduleNameMapper: unit.moduleNameMapper,
  testSequencer: "<rootDir>/__tests__/end-to-end/support/in-order.js",
  testTimeout: 120_000,
  maxWorkers: 1,
  ...ifThere("globalSetup", "deployment.ts"),
  ...ifThere("globalTeardown", "teardown.ts"),
};
