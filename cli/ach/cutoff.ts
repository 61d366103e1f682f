import { Argument, Command, InvalidArgumentError } from "commander";
import * as z from "zod";
import { ask, type DeployedOptions, WHERE, withWhereabouts } from "../deployed";
import { ExitCode } from "../exit-code";
import type { CommandFactory, Surroundings } from "../surroundings";
import { OPTIMIZER } from "./functions";
import { many, millsText } from "./texts";

const NAMES = ["same-day-1", "same-day-2", "same-day-3", "standard"];

const HELP = `
The window is closed for good: what comes from now on goes with the next one. Twice does nothing more.
${WHERE}

Examples:
  $ ecosystemaws ach cutoff standard
  $ ecosystemaws ach cutoff same-day-1 --day 2026-11-23 --environment prod

Exit code: 0 it is closed, and its files are built; 1 something of it waits; 2 it could not run.`;

const count = z.int().nonnegative();
const answer = z.object({
  windows: z.array(
    z.object({
      window: z.string(),
      status: z.string(),
      files: z.array(
        z.object({
          fileId: z.string(),
          status: z.string(),
          entries: count,
          plannedMills: z.optional(count),
          oneByOneMills: z.optional(count),
        }),
      ),
      movedOn: count,
      uncovered: count,
    }),
  ),
  madeAvailable: count,
});

interface Options extends DeployedOptions {
  readonly day?: string;
}

/** `ecosystemaws ach cutoff`. */
export const cutoffCommand: CommandFactory = (surroundings, end) =>
  withWhereabouts(new Command("cutoff"), OPTIMIZER)
    .summary("close a window now, and build its files")
    .description("Close a window now, before its cut-off perhaps: plan, claim and build its files.")
    .addArgument(new Argument("<window>", "which one: the next of its name, where no day is given").choices(NAMES))
    .option("--day <day>", "its banking day, such as 2026-11-23", day)
    .addHelpText("after", HELP)
    .action(async (window: string, options: Options) => end(await cutoff(surroundings, window, options)));

function day(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text;
  throw new InvalidArgumentError("It must be a day such as 2026-11-23.");
}

async function cutoff(surroundings: Surroundings, window: string, options: Options): Promise<ExitCode> {
  const { out } = surroundings;
  const request = { window, ...(options.day !== undefined && { processing_day: options.day }) };
  const report = await ask(surroundings, OPTIMIZER, options, request, answer);
  out.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : `${linesOf(report).join("\n")}\n`);
  const waits = report.windows.some(({ files, uncovered }) => uncovered > 0 || files.some(isHeld));
  return waits ? ExitCode.incomplete : ExitCode.success;
}

const isHeld = ({ status }: { readonly status: string }): boolean => status === "held";

function linesOf({ windows, madeAvailable }: z.output<typeof answer>): string[] {
  const lines = windows.flatMap(({ window, status, files, movedOn, uncovered }) => [
    `${window}: ${status}`,
    ...files.map(
      ({ fileId, status: file, entries, plannedMills, oneByOneMills }) =>
        `  file ${fileId}: ${file}, ${many(entries, "entry")}${costText(plannedMills, oneByOneMills)}`,
    ),
    ...(uncovered > 0 ? [`  waiting for settlement cash: ${many(uncovered, "transfer")}`] : []),
    ...(movedOn > 0 ? [`  going with a later window: ${many(movedOn, "transfer")}`] : []),
  ]);
  return [
    ...(lines.length > 0 ? lines : ["There was nothing to do: it is closed already, and done."]),
    ...(madeAvailable > 0 ? [`past their return hold: ${many(madeAvailable, "debit")}`] : []),
  ];
}

function costText(planned: number | undefined, oneByOne: number | undefined): string {
  if (planned === undefined || oneByOne === undefined) return "";
  return `, ${millsText(planned)} USD instead of ${millsText(oneByOne)} one by one`;
}
