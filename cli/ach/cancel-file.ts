import { Command } from "commander";
import * as z from "zod";
import { ask, type DeployedOptions, WHERE, withWhereabouts } from "../deployed";
import { ExitCode } from "../exit-code";
import { OperatorError } from "../errors";
import type { CommandFactory, Surroundings } from "../surroundings";
import { DELIVERY } from "./functions";
import { many } from "./texts";

const HELP = `
A file that is built and has not left, or one that is held. Of a held one be sure, by the bank's word, that the bank does not have it:
its transfers go with another file, and would be paid or collected twice. What was delivered is not cancelled: reverse its transfers.
${WHERE}

Example:
  $ ecosystemaws ach cancel-file 12104288_2026-11-23_standard_01 --environment prod --yes

Exit code: 0 it is cancelled; 1 it is not, and why is told; 2 it could not run.`;

const count = z.int().nonnegative();
const answer = z.object({
  files: z.array(
    z.object({
      fileId: z.string(),
      status: z.string(),
      refused: z.optional(z.string()),
      requeued: z.optional(
        z.array(
          z.object({ processingDay: z.string(), name: z.string(), effectiveEntryDate: z.string(), transfers: count }),
        ),
      ),
      goneOn: z.optional(count),
    }),
  ),
});
type Cancelled = z.output<typeof answer>["files"][number];

interface Options extends DeployedOptions {
  readonly yes: boolean;
}

/** Why a file is not cancelled, in words; what is not known here stands as it is told. */
const REFUSALS: ReadonlyMap<string, string> = new Map([
  ["not_built", "it is being made; ach cutoff goes on with it"],
  ["in_progress", "it is being sent, and the bank may have it; what nobody knows of is held after its deadline"],
  ["delivered", "the bank has it; what is wrong in it is reversed, transfer by transfer"],
]);

/** `ecosystemaws ach cancel-file`. */
export const cancelFileCommand: CommandFactory = (surroundings, end) =>
  withWhereabouts(new Command("cancel-file"), DELIVERY)
    .summary("cancel a file that the bank does not have")
    .description("Cancel a file that the bank does not have: its transfers go with the next windows, and new dates.")
    .argument("<id>", "the file, such as 12104288_2026-11-23_standard_01")
    .option("--yes", "do it: without this the command says what it would do, and does nothing", false)
    .addHelpText("after", HELP)
    .action(async (id: string, options: Options) => end(await cancel(surroundings, id, options)));

async function cancel(surroundings: Surroundings, id: string, options: Options): Promise<ExitCode> {
  const { out, err } = surroundings;
  if (!options.yes) {
    err.write(
      [
        `With --yes the file ${id} is cancelled for good, and each of its transfers goes back into the queue: with the next open window, and`,
        "new dates, of which events tell. If the bank has the file all the same, they are paid or collected twice. Nothing was done.",
        "",
      ].join("\n"),
    );
    return ExitCode.incomplete;
  }
  const { files } = await ask(surroundings, DELIVERY, options, { cancel: id }, answer);
  const file = files.find(({ fileId }) => fileId === id);
  if (!file) throw new OperatorError(`The function says nothing of the file ${id}.`);
  out.write(options.json ? `${JSON.stringify(file, null, 2)}\n` : `${linesOf(file).join("\n")}\n`);
  return file.refused === undefined ? ExitCode.success : ExitCode.incomplete;
}

function linesOf({ fileId, status, refused, requeued = [], goneOn = 0 }: Cancelled): string[] {
  if (refused !== undefined) return [`File ${fileId}: not cancelled: ${REFUSALS.get(refused) ?? refused} (${status})`];
  return [
    `File ${fileId}: ${status}`,
    ...requeued.map(
      ({ transfers, name, processingDay, effectiveEntryDate }) =>
        `  ${many(transfers, "transfer")} queued for ${name} of ${processingDay}, to settle on ${effectiveEntryDate}`,
    ),
    ...(goneOn > 0
      ? [`  ${many(goneOn, "transfer")} queued no more: gone with another file since, or called off`]
      : []),
  ];
}
