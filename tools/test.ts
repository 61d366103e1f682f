import { ToolError, runTool } from "./shared/errors";
import { hostEnvironment } from "./shared/environment";
import { inPool } from "./shared/pool";
import { repositoryRoot } from "./shared/root";
import { toolchain } from "./setup/toolchain";
import { endToEndStep, unitSteps } from "./test/jest-steps";
import { lastLine, outcomeLine, passed, type Outcome } from "./test/outcome";
import { runCheck, staticChecks } from "./test/static-checks";

/** Static checks that run side by side: as many as the smallest machine we support has cores. */
const STATIC_CHECKS_AT_ONCE = 2;

/**
 * `make test`: every check and every test, one line each as it ends, all faults shown, the tally as the last line. With
 * `--quick` (`make check`) it leaves out the end-to-end tests.
 */
async function main(): Promise<number> {
  const outcomes: Outcome[] = [];
  try {
    const root = repositoryRoot();
    const report = (outcome: Outcome): void => {
      outcomes.push(outcome);
      process.stdout.write(`${outcomeLine(outcome)}\n`);
      for (const line of outcome.details) process.stdout.write(`    ${line}\n`);
    };
    const checks = staticChecks(root).map((check) => async () => {
      report(await runCheck(root, check));
    });
    await inPool(STATIC_CHECKS_AT_ONCE, checks);
    for (const outcome of await unitSteps(root)) report(outcome);
    if (!process.argv.includes("--quick")) {
      const environment = { ...hostEnvironment(), ...(await toolchain()).environment };
      for (const outcome of await endToEndStep(root, environment)) report(outcome);
    }
  } catch (error) {
    const problem = error instanceof ToolError ? error.message : String(error instanceof Error ? error.stack : error);
    outcomes.push({ name: "the test run itself", passed: 0, failed: 1, details: [problem], milliseconds: 0 });
    process.stdout.write(`${problem}\n`);
  }
  process.stdout.write(`${lastLine(outcomes)}\n`);
  return passed(outcomes) ? 0 : 1;
}

void runTool(main);
