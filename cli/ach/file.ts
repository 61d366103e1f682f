import { Command } from "commander";
import * as z from "zod";
import { ask, type DeployedOptions, WHERE, withWhereabouts } from "../deployed";
import { ExitCode } from "../exit-code";
import type { CommandFactory, Surroundings } from "../surroundings";
import { OPTIMIZER } from "./functions";
import { countsText, dollars, eastern, many, millsText } from "./texts";

const HELP = `${WHERE}

Example:
  $ ecosystemaws ach file 12104288_2026-11-23_standard_01 --environment prod

Exit code: 0 it is shown; 2 there is no such file, or it could not run.`;

const count = z.int().nonnegative();
const counts = z.record(z.string(), count);
const answer = z.object({
  file: z.object({
    file_id: z.string(),
    status: z.string(),
    window: z.object({ name: z.string(), processing_day: z.string(), cut_off_at: z.string(), closes_at: z.string() }),
    entries: count,
    batches: z.optional(count),
    credit_amount_cents: count,
    debit_amount_cents: count,
    name: z.optional(z.string()),
    bytes: z.optional(count),
    sha256: z.optional(z.string()),
    saving: z.optional(
      z.object({
        planned_mills: count,
        one_by_one_mills: count,
        lower_bound_mills: count,
        prices_as_of: z.string(),
        prices_source: z.string(),
      }),
    ),
    reason: z.optional(z.string()),
    settled_on: z.optional(z.string()),
    updated_at: z.string(),
  }),
  claimed_at: z.string(),
  delivery: z.optional(
    z.object({
      phase: z.string(),
      attempts: count,
      since: z.string(),
      failure: z.optional(z.string()),
      delivered_at: z.optional(z.string()),
    }),
  ),
  due_at: z.optional(z.string()),
  entries: counts,
  returns: counts,
  corrections: counts,
});
type Shown = z.output<typeof answer>;

/** `ecosystemaws ach file`. */
export const fileCommand: CommandFactory = (surroundings, end) =>
  withWhereabouts(new Command("file"), OPTIMIZER)
    .summary("show a file's life, and what batching saved")
    .description(
      "Show a file's life from claim to settlement, where its entries stand, and the proof of what batching saved.",
    )
    .argument("<id>", "the file, such as 12104288_2026-11-23_standard_01")
    .addHelpText("after", HELP)
    .action(async (id: string, options: DeployedOptions) => end(await show(surroundings, id, options)));

async function show(surroundings: Surroundings, id: string, options: DeployedOptions): Promise<ExitCode> {
  const { out } = surroundings;
  const shown = await ask(surroundings, OPTIMIZER, options, { show: "file", file_id: id }, answer);
  out.write(options.json ? `${JSON.stringify(shown, null, 2)}\n` : `${linesOf(shown).join("\n")}\n`);
  return ExitCode.success;
}

function linesOf(shown: Shown): string[] {
  const { file, claimed_at } = shown;
  const { window } = file;
  const sums = `credits ${dollars(file.credit_amount_cents)}, debits ${dollars(file.debit_amount_cents)}`;
  const lines: [string, string][] = [
    [
      "window",
      `${window.name} of ${window.processing_day}, cut-off ${eastern(window.cut_off_at)}, deadline ${eastern(window.closes_at)}`,
    ],
    ["claimed", `${eastern(claimed_at)}: ${many(file.entries, "entry")}, ${sums}`],
    ...builtLine(file),
    ...deliveryLines(shown),
    ...(file.settled_on === undefined ? [] : [["settled", file.settled_on] as [string, string]]),
    ["entries", countsText(shown.entries)],
    ...countLine("returned", shown.returns),
    ...countLine("corrected", shown.corrections),
  ];
  const reason = file.reason === undefined ? "" : ` (${file.reason})`;
  return [
    `File ${file.file_id}: ${file.status}${reason} since ${eastern(file.updated_at)}`,
    ...lines.map(([name, text]) => `  ${name.padEnd(9)}  ${text}`),
    ...savingLines(file.saving),
  ];
}

function builtLine({ batches, name, bytes, sha256 }: Shown["file"]): [string, string][] {
  if (name === undefined) return [];
  return [["built", `${name}: ${many(batches ?? 0, "batch")}, ${many(bytes ?? 0, "byte")}, SHA-256 ${sha256 ?? ""}`]];
}

function deliveryLines({ delivery, due_at }: Shown): [string, string][] {
  const next = due_at === undefined ? "" : `, looked at next ${eastern(due_at)}`;
  if (!delivery) return next === "" ? [] : [["sent", `not yet${next}`]];
  const { phase, attempts, since, failure, delivered_at } = delivery;
  const why = failure === undefined ? "" : `, last failure ${failure}`;
  return [
    ["sent", `${attempts} times; ${phase} since ${eastern(since)}${why}${next}`],
    ...(delivered_at === undefined ? [] : [["delivered", eastern(delivered_at)] as [string, string]]),
  ];
}

function countLine(name: string, counted: Readonly<Record<string, number>>): [string, string][] {
  return Object.keys(counted).length === 0 ? [] : [[name, countsText(counted)]];
}

function savingLines(saving: Shown["file"]["saving"]): string[] {
  if (!saving) return [];
  const { planned_mills, one_by_one_mills, lower_bound_mills, prices_as_of, prices_source } = saving;
  return [
    `Costs ${millsText(planned_mills)} USD as planned, ${millsText(one_by_one_mills)} one by one; no plan is below ${millsText(lower_bound_mills)}`,
    `  by prices of ${prices_as_of} (${prices_source})`,
  ];
}
