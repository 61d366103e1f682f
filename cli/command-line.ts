import { Command, CommanderError } from "commander";
import { buildCommand } from "./ach/build";
import { cancelFileCommand } from "./ach/cancel-file";
import { checkCommand } from "./ach/check";
import { cutoffCommand } from "./ach/cutoff";
import { fileCommand } from "./ach/file";
import { resendCommand } from "./ach/resend";
import { showCommand } from "./ach/show";
import { windowsCommand } from "./ach/windows";
import { clockCommand } from "./clock";
import { OperatorError } from "./errors";
import { ExitCode } from "./exit-code";
import { listenCommand } from "./listen";
import { giveUpCommand } from "./payments/give-up";
import type { CommandFactory, Surroundings } from "./surroundings";
import { triggerCommand } from "./trigger";
import { reEncryptCommand } from "./vault/re-encrypt";

/** Commands that belong to one room of the platform: `ecosystemaws <name> <command>`. */
interface Group {
  readonly name: string;
  readonly description: string;
  readonly commands: readonly CommandFactory[];
}

const GROUPS: readonly Group[] = [
  {
    name: "ach",
    description: "NACHA files, and the windows that they go with",
    commands: [
      ...[checkCommand, showCommand, buildCommand],
      ...[windowsCommand, cutoffCommand, fileCommand, resendCommand, cancelFileCommand],
    ],
  },
  { name: "payments", description: "payments that need a person", commands: [giveUpCommand] },
  { name: "vault", description: "stored cards and their keys", commands: [reEncryptCommand] },
];

/** Commands of the platform as a whole: `ecosystemaws <command>`. */
const COMMANDS: readonly CommandFactory[] = [triggerCommand, listenCommand, clockCommand];

/** Runs the command line with its parameters (without program and script) and gives the exit code; it throws nothing. */
export async function runCommandLine(parameters: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  // A command that ends without saying how did not do its work.
  let code: ExitCode = ExitCode.couldNotRun;
  const program = programOf(surroundings, (ended) => (code = ended));
  try {
    await program.parseAsync(parameters, { from: "user" });
    return code;
  } catch (error) {
    // Commander has told its own errors; those with code 0 are help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.success : ExitCode.couldNotRun;
    surroundings.err.write(`${describe(error)}\n`);
    return ExitCode.couldNotRun;
  }
}

function programOf(surroundings: Surroundings, end: (code: ExitCode) => void): Command {
  const { out, err } = surroundings;
  const program = new Command("ecosystemaws")
    .description("The operator's command line of the payment platform.")
    .exitOverride()
    .showHelpAfterError("(--help lists what is allowed)")
    .configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => err.write(text) });
  for (const { name, description, commands } of GROUPS) {
    const group = program.command(name).description(description);
    for (const make of commands) group.addCommand(make(surroundings, end).copyInheritedSettings(program));
  }
  for (const make of COMMANDS) program.addCommand(make(surroundings, end).copyInheritedSettings(program));
  return program;
}

/** An operator's error is told in its own words; anything else is a bug and keeps its trace. */
function describe(error: unknown): string {
  if (error instanceof OperatorError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
