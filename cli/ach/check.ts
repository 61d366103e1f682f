import { Command, InvalidArgumentError } from "commander";
import path from "node:path";
import { LENIENCIES, type Leniency } from "../../functions/ach/nacha/rules";
import { OperatorError } from "../errors";
import { ExitCode } from "../exit-code";
import { type ProgressView, progressView } from "../progress";
import type { CommandFactory, Surroundings } from "../surroundings";
import { type CheckedFile, checkFile } from "./check-file";
import { chosenFiles } from "./files";
import { many } from "./texts";

interface Options {
  readonly from?: string;
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly lenient?: readonly Leniency[];
}

const HELP = `
Leniencies: ${LENIENCIES.join(", ")}

Examples:
  $ ecosystemaws ach check payroll.ach
  $ ecosystemaws ach check outgoing/ --lenient trace-odfi,batch-number
  $ find . -name '*.ach' | ecosystemaws ach check --from - --json | jq 'select(.ok | not) | .file'

Exit code: 0 no errors (warnings there may be); 1 errors were found; 2 it could not run, or not read a file.`;

/** `ecosystemaws ach check`. */
export const checkCommand: CommandFactory = (surroundings, end) =>
  new Command("check")
    .summary("check NACHA files by every rule")
    .description("Check NACHA files by every rule, and tell each fault with its record, line, columns and field.")
    .argument("[files...]", "files, or folders whose files are meant")
    .option("--from <list>", "a text file with a path a line, or - for the standard input")
    .option("--json", "write a JSON object a line for each file")
    .option("--strict", "take deviations that banks read, told as warnings, for errors")
    .option("--lenient <names>", "rules of these names are warned of only, separated by commas", leniencies)
    .addHelpText("after", HELP)
    .action((files: string[], options: Options) => {
      end(check(surroundings, files, options));
    });

function leniencies(text: string): Leniency[] {
  const names = text.split(",").map((name) => name.trim());
  const known = LENIENCIES.filter((name) => names.includes(name));
  const unknown = names.filter((name) => !known.some((each) => each === name));
  if (unknown.length > 0)
    throw new InvalidArgumentError(`${unknown.join(", ")}: allowed are ${LENIENCIES.join(", ")}.`);
  return known;
}

function check({ out, err, folder, clock }: Surroundings, paths: readonly string[], options: Options): ExitCode {
  const { from, json = false, strict, lenient } = options;
  const files = chosenFiles({ paths, from }, folder);
  // A log needs no progress: it has a line for each file.
  const view: ProgressView | undefined = err.isTTY === true ? progressView(err, clock) : undefined;
  const counts = { files: 0, faulty: 0, unread: 0, errors: 0, warnings: 0 };
  try {
    for (const file of files) {
      const checked = checkedOrTold(err, () => checkFile(path.resolve(folder, file), file, { strict, lenient }));
      if (checked === undefined) {
        counts.unread++;
        continue;
      }
      out.write(json ? `${JSON.stringify(checked)}\n` : reportText(checked));
      counts.files++;
      if (!checked.ok) counts.faulty++;
      counts.errors += checked.errors.length;
      counts.warnings += checked.warnings.length;
      view?.show(`checked ${counts.files} of ${many(files.length, "file")}, ${counts.faulty} with errors`);
    }
  } finally {
    view?.end();
  }
  if (!json) {
    const { files: all, faulty, errors, warnings } = counts;
    out.write(
      `${many(all, "file")} checked, ${faulty} with errors: ${many(errors, "error")}, ${many(warnings, "warning")}\n`,
    );
  }
  if (counts.unread > 0) return ExitCode.couldNotRun;
  return counts.faulty > 0 ? ExitCode.incomplete : ExitCode.success;
}

/** A file that cannot be read is told, and takes no other file's check with it. */
function checkedOrTold(err: Surroundings["err"], check: () => CheckedFile): CheckedFile | undefined {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    err.write(`${error.message}\n`);
    return undefined;
  }
}

function reportText({ file, ok, errors, warnings, summary }: CheckedFile): string {
  const { batches, entries } = summary;
  const lines = [
    `${file}: ${ok ? "ok" : "faulty"} (${many(batches, "batch")}, ${many(entries, "entry")})`,
    ...errors.map(({ line, code, message }) => `  error    line ${line}  ${code}: ${message}`),
    ...warnings.map(({ line, code, message }) => `  warning  line ${line}  ${code}: ${message}`),
  ];
  return `${lines.join("\n")}\n`;
}
