/** What we read of the file that `jest --json` writes. */
export interface JestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly JestSuite[];
}

interface JestSuite {
  /** Absolute path of the test file. */
  readonly name: string;
  readonly message: string;
  readonly status: string;
  readonly assertionResults: readonly JestTest[];
}

interface JestTest {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[] | null;
}

/** A test, or a whole file, that did not pass, in words for a person. */
export interface JestFailure {
  readonly title: string;
  readonly message: string;
}

/**
 * Every test that did not pass. A skipped or unwritten test is a failure, as is a file that could not run: all of them look
 * green in Jest's own count.
 */
export function jestFailures(report: JestReport, root: string): JestFailure[] {
  return report.testResults.flatMap((suite) => {
    const file = suite.name.startsWith(root) ? suite.name.slice(root.length).replace(/^[\\/]/, "") : suite.name;
    if (suite.assertionResults.length === 0) {
      return [{ title: `${file}: no test ran`, message: suite.message }];
    }
    return suite.assertionResults.flatMap((test) => {
      if (test.status === "passed") return [];
      const message =
        test.status === "failed" ? (test.failureMessages ?? []).join("\n") : `is ${test.status}: run it or remove it`;
      return [{ title: `${file}: ${test.fullName}`, message }];
    });
  });
}

/** The message without colour codes and without the stack's lines inside packages and Node. */
export function readableMessage(message: string): string[] {
  return message
    .replaceAll(/\u001b\[[0-9;]*m/g, "")
    .split("\n")
    .filter((line) => !/^\s+at .*(node_modules|node:internal|<anonymous>)/.test(line));
}
