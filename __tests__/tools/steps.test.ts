import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { endToEndStep, unitSteps } from "../../tools/test/jest-steps";
import { runCheck, staticChecks } from "../../tools/test/static-checks";
import { temporaryFolder } from "./temporary-folder";

const root = temporaryFolder();

/** Puts a program of this name where npm puts a package's commands. */
function program(name: string, script: string): void {
  const file = path.join(root(), "node_modules", ".bin", name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

/** A Jest that writes a report with these test results, and a coverage summary, and exits with a code. */
function jestThat({ statuses, covered, code }: { statuses: readonly string[]; covered: number; code: number }): void {
  const assertionResults = statuses.map((status) => ({ fullName: status, status, failureMessages: ["why"] }));
  const numPassedTests = statuses.filter((status) => status === "passed").length;
  const report = JSON.stringify({
    numPassedTests,
    testResults: [{ name: "a.test.ts", message: "", assertionResults }],
  });
  const share = { total: 100, covered };
  const summary = JSON.stringify({ total: { lines: share, branches: share } });
  program(
    "jest",
    [
      'for word in "$@"; do case "$word" in --outputFile=*) file="${word#--outputFile=}";; esac; done',
      `mkdir -p coverage; printf '%s' '${report}' > "$file"; printf '%s' '${summary}' > coverage/coverage-summary.json`,
      `exit ${code}`,
    ].join("\n"),
  );
}

describe("a static check", () => {
  const check = { name: "lint", command: ["linter", "--all"] } as const;

  it("passes, and is silent, when its command exits with 0", async () => {
    program("linter", 'echo "$@"');
    expect(await runCheck(root(), check)).toMatchObject({ name: "lint", passed: 1, failed: 0, details: [] });
  });

  it("fails, and shows what was said, when its command exits with anything else", async () => {
    program("linter", 'echo "$@"; echo fault >&2; exit 2');
    expect(await runCheck(root(), check)).toMatchObject({ passed: 0, failed: 1, details: ["--all", "", "fault"] });
  });

  it("fails when its command is not there", async () => {
    expect(await runCheck(root(), check)).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe("the static checks", () => {
  it("are lint, types, format and dead exports", () => {
    expect(staticChecks(root()).map(({ name }) => name)).toEqual(["lint", "types", "format", "dead exports"]);
  });

  it("include the types of the next provider where its settings are there", () => {
    writeFileSync(path.join(root(), "tsconfig.provider-21.json"), "{}");
    expect(staticChecks(root()).map(({ name }) => name)).toContain("types, AWS provider 21");
  });
});

describe("the unit tests' step", () => {
  it("counts the tests and the coverage", async () => {
    jestThat({ statuses: ["passed", "passed"], covered: 95, code: 0 });
    const [tests, coverage] = await unitSteps(root());
    expect(tests).toMatchObject({ name: "unit tests", passed: 2, failed: 0, details: [] });
    expect(coverage).toMatchObject({ name: "coverage: lines 95.0 %, branches 95.0 %", passed: 1, failed: 0 });
  });

  it("tells failures and skipped tests with their reasons", async () => {
    jestThat({ statuses: ["passed", "failed", "pending"], covered: 95, code: 1 });
    const [tests] = await unitSteps(root());
    expect(tests).toMatchObject({ passed: 1, failed: 2 });
    expect(tests?.details).toEqual([
      "a.test.ts: failed",
      "  why",
      "a.test.ts: pending",
      "  is pending: run it or remove it",
    ]);
  });

  it("fails the coverage below 90 %", async () => {
    jestThat({ statuses: ["passed"], covered: 89, code: 0 });
    expect((await unitSteps(root()))[1]).toMatchObject({ passed: 0, failed: 1 });
  });

  it("fails where all tests passed but Jest did not", async () => {
    jestThat({ statuses: ["passed"], covered: 95, code: 1 });
    expect((await unitSteps(root()))[0]).toMatchObject({ passed: 0, failed: 1 });
  });

  it("fails, with what Jest said, where Jest wrote no report", async () => {
    program("jest", "echo 'settings are wrong' >&2; exit 1");
    const [tests, coverage] = await unitSteps(root());
    expect(tests).toMatchObject({ passed: 0, failed: 1, details: ["settings are wrong"] });
    expect(coverage).toMatchObject({ passed: 0, failed: 1, details: ["Jest wrote no coverage summary"] });
  });
});

describe("the end-to-end tests' step", () => {
  it("is left out where there are none", async () => {
    expect(await endToEndStep(root(), {})).toEqual([]);
  });

  it("runs where there are some", async () => {
    mkdirSync(path.join(root(), "__tests__", "end-to-end"), { recursive: true });
    writeFileSync(path.join(root(), "__tests__", "end-to-end", "a.test.ts"), "");
    jestThat({ statuses: ["passed"], covered: 95, code: 0 });
    const environment = { PATH: process.env["PATH"] ?? "" };
    expect(await endToEndStep(root(), environment)).toMatchObject([{ name: "end-to-end tests", passed: 1, failed: 0 }]);
  });
});
