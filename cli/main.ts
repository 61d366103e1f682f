/** `ecosystemaws`: the command line in its real surroundings. */
import { systemClock } from "../functions/shared/clock";
import { connectEventBus } from "./aws/event-bus";
import { connectLambda } from "./aws/lambda";
import { runCommandLine } from "./command-line";
import { openReceiver } from "./http/receiver";

function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  // Once each: a second Ctrl-C ends the process as it always does.
  process.once("SIGINT", () => {
    process.stderr.write("\nStopping after what is under way; Ctrl-C again stops at once.\n");
    controller.abort();
  });
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}

/** 128 and the number of SIGPIPE, as Unix tools end whose reader has gone. */
const READER_GONE = 141;

// Who reads no further, as head and less do, has not met a bug: there is nobody to tell the rest to.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(READER_GONE);
});

void runCommandLine(process.argv.slice(2), {
  out: process.stdout,
  err: process.stderr,
  folder: process.cwd(),
  clock: systemClock,
  connect: connectLambda,
  connectBus: (connection) => connectEventBus(connection, () => systemClock.now()),
  fetch,
  openReceiver,
  untilInterrupted,
}).then((code) => {
  process.exitCode = code;
});
