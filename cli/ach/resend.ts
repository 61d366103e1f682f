import { Command } from "commander";
import * as z from "zod";
import { ask, type DeployedOptions, WHERE, withWhereabouts } from "../deployed";
import { ExitCode } from "../exit-code";
import { OperatorError } from "../errors";
import type { CommandFactory, Surroundings } from "../surroundings";
import { DELIVERY } from "./functions";

const HELP = `
The same bytes go under the same name: a bank that has the file knows it. What the bank has acknowledged is not sent again.
${WHERE}

Example:
  $ ecosystemaws ach resend 12104288_2026-11-23_standard_01 --environment prod

Exit code: 0 it is sent; 1 it is not to be sent again, and why is told; 2 it could not run.`;

const answer = z.object({
  files: z.array(
    z.object({
      fileId: z.string(),
      status: z.string(),
      phase: z.optional(z.string()),
      refused: z.optional(z.string()),
    }),
  ),
});

/** Why a file is not sent again, in words; what is not known here stands as it is told. */
const REFUSALS: ReadonlyMap<string, string> = new Map([
  ["not_built", "it is not built yet"],
  ["not_sent_yet", "it was never sent; it goes by itself"],
  ["in_progress", "it is being sent"],
  ["acknowledged", "the bank has acknowledged it"],
  ["cancelled", "it is cancelled; its transfers go with another file"],
  ["deadline_passed", "the operator's deadline has passed: its dates are stale"],
]);

/** `ecosystemaws ach resend`. */
export const resendCommand: CommandFactory = (surroundings, end) =>
  withWhereabouts(new Command("resend"), DELIVERY)
    .summary("send a file to the bank again")
    .description("Send a file to the bank again that was sent and is not acknowledged.")
    .argument("<id>", "the file, such as 12104288_2026-11-23_standard_01")
    .addHelpText("after", HELP)
    .action(async (id: string, options: DeployedOptions) => end(await resend(surroundings, id, options)));

async function resend(surroundings: Surroundings, id: string, options: DeployedOptions): Promise<ExitCode> {
  const { out } = surroundings;
  const { files } = await ask(surroundings, DELIVERY, options, { resend: id }, answer);
  const file = files.find(({ fileId }) => fileId === id);
  if (!file) throw new OperatorError(`The function says nothing of the file ${id}.`);
  const { status, phase, refused } = file;
  const told = refused === undefined ? `on its way again` : `not sent: ${REFUSALS.get(refused) ?? refused}`;
  const stands = `${status}${phase === undefined ? "" : `, ${phase}`}`;
  out.write(options.json ? `${JSON.stringify(file, null, 2)}\n` : `File ${id}: ${told} (${stands})\n`);
  return refused === undefined ? ExitCode.success : ExitCode.incomplete;
}
