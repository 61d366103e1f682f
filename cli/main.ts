/** `ecosystemaws`: the command line in its real surroundings. */
import { systemClock } from "../functions/shared/clock";
import { connectLambda } from "./aws/lambda";
import { runCommandLine } from "./command-line";

function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  // Once: a second Ctrl-C ends the process as it always does.
  process.once("SIGINT", () => {
    process.stderr.write("\nStopping after the page that is under way; Ctrl-C again stops at once.\n");
    controller.abort();
  });
  return controller.signal;
}

void runCommandLine(process.argv.slice(2), {
  out: process.stdout,
  err: process.stderr,
  folder: process.cwd(),
  clock: systemClock,
  connect: connectLambda,
  untilInterrupted,
}).then((code) => {
  process.exitCode = code;
});
