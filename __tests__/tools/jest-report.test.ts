import { jestFailures, readableMessage, type JestReport } from "../../tools/test/jest-report";

const report = (...tests: { status: string; failureMessages?: string[] }[]): JestReport => ({
  numPassedTests: 0,
  testResults: [
    {
      name: "/repository/__tests__/a.test.ts",
      message: "whole file",
      status: "failed",
      assertionResults: tests.map((test, index) => ({ fullName: `test ${index}`, failureMessages: null, ...test })),
    },
  ],
});

describe("the failures of a Jest report", () => {
  it("are none where all passed", () => {
    expect(jestFailures(report({ status: "passed" }), "/repository")).toEqual([]);
  });

  it("name the file, the test and why", () => {
    const failed = report({ status: "passed" }, { status: "failed", failureMessages: ["expected 1"] });
    expect(jestFailures(failed, "/repository")).toEqual([
      { title: "__tests__/a.test.ts: test 1", message: "expected 1" },
    ]);
  });

  it.each(["pending", "skipped", "todo"])("include a test that is %s", (status) => {
    expect(jestFailures(report({ status }), "/repository")[0]?.message).toBe(`is ${status}: run it or remove it`);
  });

  it("include a file that could not run", () => {
    expect(jestFailures(report(), "/repository")).toEqual([
      { title: "__tests__/a.test.ts: no test ran", message: "whole file" },
    ]);
  });
});

describe("the message of a failure", () => {
  it("loses colours and foreign stack lines, and keeps ours", () => {
    const message = [
      "\u001b[31mred\u001b[39m",
      "    at f (/repository/functions/a.ts:1:2)",
      "    at g (/repository/node_modules/x/y.js:1:2)",
      "    at node:internal/process:1:2",
    ].join("\n");
    expect(readableMessage(message)).toEqual(["red", "    at f (/repository/functions/a.ts:1:2)"]);
  });
});
