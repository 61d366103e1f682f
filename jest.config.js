/** Unit tests: fast, no network, no processes. End-to-end tests have a configuration of their own (`jest.e2e.config.js`). */
module.exports = {
  roots: ["<rootDir>/__tests__"],
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/__tests__/end-to-end/"],
  transform: { "\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "commonjs" } }] },
  // These are published as ES modules alone.
  transformIgnorePatterns: ["/node_modules/"],
  collectCoverageFrom: ["functions/**/*.ts", "modules/**/*.ts", "!**/*.d.ts"],
  coverageDirectory: "coverage",
  coverageThreshold: { global: { lines: 90, branches: 90 } },
};
