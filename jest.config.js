require("./tools/test/no-account.js");

/** Unit tests: fast, no network beyond 127.0.0.1. End-to-end tests have settings of their own (`jest.e2e.config.js`). */
module.exports = {
  // Coverage counts a file that no test loads only where Jest looks for files.
  roots: ["<rootDir>/__tests__", "<rootDir>/functions", "<rootDir>/modules"],
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/__tests__/end-to-end/"],
  transform: {
    "\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "commonjs" } },
    ],
  },
  transformIgnorePatterns: ["/node_modules/"],
  // A property test on a busy machine: time is measured by `make bench`, never asserted here.
  testTimeout: 120_000,
  // The threshold (90 % of lines and branches) is held by tools/test.ts, which names the files that miss it.
  collectCoverageFrom: ["functions/**/*.ts", "modules/**/*.ts", "!**/*.d.ts"],
  coverageDirectory: "coverage",
};
