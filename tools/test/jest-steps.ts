import { existsSync, readdirSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { run, type Ended, type RunOptions } from "../shared/process";
import { coverageFaults, coverageText, type CoverageSummary } from "./coverage";
import { jestFailures, readableMessage, type JestReport } from "./jest-report";
import { detailLines, type Outcome } from "./outcome";

/** Lines and branches of functions/ and modules/ that unit tests must reach, in per cent. */
const COVERAGE_MIN_PERCENT = 90;

/** Begins a line of progress that an end-to-end deployment writes to standard error. */
const PROGRESS_MARK = "· ";

/** The unit tests, and the coverage that they reached. */
export async function unitSteps(root: string): Promise<Outcome[]> {
  const summaryFile = path.join(root, "coverage", "coverage-summary.json");
  await rm(summaryFile, { force: true });
  const coverage = ["--maxWorkers=2", "--coverage", "--coverageReporters=json-summary", "--coverageReporters=lcovonly"];
  const outcome = await runJest(root, "unit tests", coverage);
  return [outcome, await coverageOutcome(root, summaryFile)];
}

/** The end-to-end tests, which share one deployment; none where there is no such test. */
export async function endToEndStep(root: string, environment: Readonly<Record<string, string>>): Promise<Outcome[]> {
  if (!hasTests(path.join(root, "__tests__", "end-to-end"))) return [];
  const tell = (line: string): void => {
    if (/^(PASS|FAIL) /.test(line) || line.startsWith(PROGRESS_MARK)) process.stdout.write(`       ${line}\n`);
  };
  return [
    await runJest(root, "end-to-end tests", ["--config", "jest.e2e.config.js"], { environment, onErrorLine: tell }),
  ];
}

async function runJest(
  root: string,
  name: string,
  parameters: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> {
  const folder = path.join(root, ".cache", "test");
  const file = path.join(folder, `${name.replaceAll(" ", "-")}.json`);
  await mkdir(folder, { recursive: true });
  await rm(file, { force: true });
  const jest = path.join(root, "node_modules", ".bin", "jest");
  const always = ["--ci", "--json", `--outputFile=${file}`, "--reporters=default"];
  const ended = await run(jest, [...always, ...parameters], { ...options, folder: root });
  return existsSync(file)
    ? jestOutcome(root, name, ended, await readJson<JestReport>(file))
    : brokenOutcome(name, ended);
}

function jestOutcome(root: string, name: string, ended: Ended, report: JestReport): Outcome {
  const failures = jestFailures(report, root);
  if (failures.length === 0 && ended.code !== 0) return brokenOutcome(name, ended);
  return {
    name,
    passed: report.numPassedTests,
    failed: failures.length,
    details: failures.flatMap(({ title, message }) => [title, ...readableMessage(message).map((line) => `  ${line}`)]),
    milliseconds: ended.milliseconds,
  };
}

/** Jest itself failed: a fault in its settings, a crash, or a deployment that was not made or not taken down. */
function brokenOutcome(name: string, ended: Ended): Outcome {
  return { name, passed: 0, failed: 1, details: detailLines(ended.stderr), milliseconds: ended.milliseconds };
}

async function coverageOutcome(root: string, file: string): Promise<Outcome> {
  if (!existsSync(file)) {
    return { name: "coverage", passed: 0, failed: 1, details: ["Jest wrote no coverage summary"], milliseconds: 0 };
  }
  const summary = await readJson<CoverageSummary>(file);
  const faults = coverageFaults(summary, COVERAGE_MIN_PERCENT, root);
  const name = `coverage: ${coverageText(summary)}`;
  return {
    name,
    passed: faults.length === 0 ? 1 : 0,
    failed: faults.length === 0 ? 0 : 1,
    details: faults,
    milliseconds: 0,
  };
}

function hasTests(folder: string): boolean {
  return (
    existsSync(folder) && readdirSync(folder, { recursive: true }).some((file) => String(file).endsWith(".test.ts"))
  );
}

async function readJson<Shape>(file: string): Promise<Shape> {
  return JSON.parse(await readFile(file, "utf8")) as Shape;
}
