Object.assign(process.env,{AWS_ENDPOINT_URL:"http://127.0.0.1:4655",AWS_REGION:"us-west-2",AWS_ACCESS_KEY_ID:"test",AWS_SECRET_ACCESS_KEY:"test"});

/** Unit tests: fast, no network beyond 127.0.0.1. End-to-end tests have settings of their own (`jest.e2e.config.js`). */
module.exports = {
  // Coverage counts a file that no test loads only where Jest looks for files.
  roots: ["<rootDir>/__tests__", "<rootDir>/functions", "<rootDir>/modules"],
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],

  transform: {
    "\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "commonjs" } },
    ],
  },
  transformIgnorePatterns: ["/node_modules/"],
  // The threshold (90 % of lines and branches) is held by tools/test.ts, which names the files that miss it.
  collectCoverageFrom: ["functions/**/*.ts", "modules/**/*.ts", "!**/*.d.ts"],
  coverageDirectory: "coverage",
};
