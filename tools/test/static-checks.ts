import { existsSync } from "node:fs";
import path from "node:path";
import { run } from "../shared/process";
import { detailLines, type Outcome } from "./outcome";

/** A check that is one command: it passes when the command exits with 0. */
export interface StaticCheck {
  readonly name: string;
  /** A package's command in node_modules/.bin, and its parameters. */
  readonly command: readonly [string, ...string[]];
}

/** The same sources against the other supported major version of the AWS provider. */
const NEXT_PROVIDER_SETTINGS = "tsconfig.provider-21.json";

/** All static checks, the slowest first so that they share the cores well. */
export function staticChecks(root: string): StaticCheck[] {
  const checks: StaticCheck[] = [
    { name: "lint", command: ["eslint", ".", "--max-warnings", "0"] },
    { name: "types", command: ["tsc", "-p", "."] },
  ];
  if (existsSync(path.join(root, NEXT_PROVIDER_SETTINGS))) {
    checks.push({ name: "types, AWS provider 21", command: ["tsc", "-p", NEXT_PROVIDER_SETTINGS] });
  }
  checks.push(
    { name: "format", command: ["prettier", "--check", "--log-level", "warn", "."] },
    { name: "dead exports", command: ["knip", "--no-progress"] },
  );
  return checks;
}

/** Runs one check; what it said is told only where it failed. */
export async function runCheck(root: string, check: StaticCheck): Promise<Outcome> {
  const [command, ...parameters] = check.command;
  const ended = await run(path.join(root, "node_modules", ".bin", command), parameters, { folder: root });
  const failed = ended.code !== 0;
  return {
    name: check.name,
    passed: failed ? 0 : 1,
    failed: failed ? 1 : 0,
    details: failed ? detailLines(`${ended.stdout}\n${ended.stderr}`) : [],
    milliseconds: ended.milliseconds,
  };
}
