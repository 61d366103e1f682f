import { Command } from "commander";
import * as z from "zod";
import { ask, type DeployedOptions, WHERE, withWhereabouts } from "../deployed";
import { ExitCode } from "../exit-code";
import type { CommandFactory, Surroundings } from "../surroundings";
import { OPTIMIZER } from "./functions";
import { dollars, eastern, many, table } from "./texts";

const HELP = `${WHERE}

Examples:
  $ ecosystemaws ach windows --environment prod
  $ ecosystemaws ach windows --json | jq '.windows[] | select(.status == "open") | .due'

Exit code: 0 they are shown; 2 it could not run.`;

const count = z.int().nonnegative();
const answer = z.object({
  at: z.string(),
  odfi: z.string(),
  settlement_cash_cents: z.int(),
  windows: z.array(
    z.object({
      name: z.string(),
      processing_day: z.string(),
      cut_off_at: z.string(),
      closes_at: z.string(),
      effective_entry_date: z.string(),
      status: z.string(),
      due: z.object({ transfers: count, credit_cents: count, debit_cents: count }),
      files: z.array(z.object({ file_id: z.string(), status: z.string(), entries: count })),
    }),
  ),
});

/** `ecosystemaws ach windows`. */
export const windowsCommand: CommandFactory = (surroundings, end) =>
  withWhereabouts(new Command("windows"), OPTIMIZER)
    .summary("show today's windows, and what is due in each")
    .description("Show today's windows: cut-offs, the operator's deadlines, what is due in each, and their files.")
    .addHelpText("after", HELP)
    .action(async (options: DeployedOptions) => end(await windows(surroundings, options)));

async function windows(surroundings: Surroundings, options: DeployedOptions): Promise<ExitCode> {
  const { out } = surroundings;
  const shown = await ask(surroundings, OPTIMIZER, options, { show: "windows" }, answer);
  out.write(options.json ? `${JSON.stringify(shown, null, 2)}\n` : `${linesOf(shown).join("\n")}\n`);
  return ExitCode.success;
}

function linesOf({ at, odfi, settlement_cash_cents, windows }: z.output<typeof answer>): string[] {
  const head = ["window", "day", "cut-off", "deadline", "settles", "state", "due", "credits", "debits"];
  const rows = windows.map(({ due, ...window }) => [
    window.name,
    window.processing_day,
    eastern(window.cut_off_at),
    eastern(window.closes_at),
    window.effective_entry_date,
    window.status,
    String(due.transfers),
    dollars(due.credit_cents),
    dollars(due.debit_cents),
  ]);
  const files = windows.flatMap((window) => window.files);
  return [
    `${eastern(at)}, bank ${odfi}: ${dollars(settlement_cash_cents)} USD to pay out from`,
    ...table([head, ...rows], [6, 7, 8]),
    ...files.map(({ file_id, status, entries }) => `File ${file_id}: ${status}, ${many(entries, "entry")}`),
  ];
}
