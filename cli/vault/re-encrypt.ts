import { Command, Option } from "commander";
import { ExitCode } from "../exit-code";
import { type FunctionAddress, findFunction, type Whereabouts } from "../function-address";
import { type ProgressView, progressView } from "../progress";
import type { CommandFactory, Surroundings } from "../surroundings";
import { wholeNumber } from "../whole-number";
import { type PageRequest, type Progress, workThrough } from "./re-encryption";

interface Options extends Whereabouts, PageRequest {
  readonly json: boolean;
}

const FUNCTION = { output: "re_encrypt_function_arn", name: "vault-re-encrypt" };

const DESCRIPTION =
  "Write the vault's envelopes (data-keys) or fingerprint claims (fingerprints) anew after a rotation, page by page, until " +
  "every card is done. It may be stopped at any time: the same job called again goes on where it stopped.";

const HELP = `
Where the function is:
  --function, else --environment, else .local/environment.json in the current folder, which make start writes.
  With the first two, account, Region and credentials are the AWS SDK's defaults (AWS_PROFILE, AWS_REGION and so on).

Examples:
  $ ecosystemaws vault re-encrypt --job rotation-2026-11 --environment prod
  $ ecosystemaws vault re-encrypt --job new-fingerprint-key --kind fingerprints --environment prod --page-size 500
  $ ecosystemaws vault re-encrypt --job rotation-1 --json | jq .failed

Exit code: 0 every card is done; 1 some cards failed; 2 it could not run; 130 stopped by Ctrl-C.`;

/** `ecosystemaws vault re-encrypt`. */
export const reEncryptCommand: CommandFactory = (surroundings, end) =>
  new Command("re-encrypt")
    .summary("write envelopes or fingerprints anew after a rotation")
    .description(DESCRIPTION)
    .requiredOption("--job <name>", "the job's name, 1 to 64 of a-z, 0-9, -; the same name goes on with the same job")
    .addOption(
      new Option("--kind <kind>", "what is written anew").choices(["data-keys", "fingerprints"]).default("data-keys"),
    )
    .addOption(new Option("--function <arn or name>", "the function itself").conflicts("environment"))
    .option("--environment <name>", `the environment whose function it is: ${FUNCTION.name}-<name>`)
    .addOption(
      new Option("--page-size <items>", "items of the table that are read at a time, 1 to 1000")
        .argParser(wholeNumber(1, 1000))
        .default(100),
    )
    .option("--json", "write the result as JSON", false)
    .addHelpText("after", HELP)
    .action(async (options: Options) => end(await reEncrypt(surroundings, options)));

async function reEncrypt(surroundings: Surroundings, options: Options): Promise<ExitCode> {
  const { out, err, clock, folder, connect, untilInterrupted } = surroundings;
  const { job, kind, pageSize, json } = options;
  const address = findFunction(FUNCTION, options, folder);
  err.write(`Calling ${address.name} (found ${address.foundBy})\n`);
  const call = connect(address.connection);
  const view = progressView(err, clock);
  const interrupted = untilInterrupted();
  const progress = await closing(view, () =>
    workThrough(
      {
        call: (request) => call(address.name, request),
        clock,
        tell: (now) => view.show(progressText(now)),
        interrupted,
      },
      { job, kind, pageSize },
    ),
  );
  if (progress?.done !== true) {
    err.write(`Stopped. The same command goes on from here with the job ${job}.\n`);
    return ExitCode.interrupted;
  }
  out.write(json ? `${JSON.stringify(resultOf(progress, address), null, 2)}\n` : `${summary(progress).join("\n")}\n`);
  return progress.failed > 0 ? ExitCode.incomplete : ExitCode.success;
}

/** Ends the view whatever comes of the work, so that an error stands on a line of its own. */
async function closing<Value>(view: ProgressView, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } finally {
    view.end();
  }
}

function progressText({ scanned, changed, unchanged, failed }: Progress): string {
  return `scanned ${scanned}, changed ${changed}, unchanged ${unchanged}, failed ${failed}`;
}

function resultOf(progress: Progress, { name }: FunctionAddress): object {
  return { ...progress, function: name };
}

function summary({ job, kind, scanned, changed, unchanged, failed, failures }: Progress): string[] {
  const counts = { scanned, changed, unchanged, failed };
  const width = String(scanned).length;
  const lines = Object.entries(counts).map(([name, value]) => `  ${name.padEnd(9)}  ${String(value).padStart(width)}`);
  return [`The job ${job} (${kind}) is done. Cards:`, ...lines, ...(failed > 0 ? failureLines(failed, failures) : [])];
}

function failureLines(failed: number, failures: readonly string[]): string[] {
  const more = failed - failures.length;
  return [
    "These could not be done and are as they were:",
    ...failures.map((token) => `  ${token}`),
    ...(more > 0 ? [`  and ${more} more, which the job did not keep the tokens of`] : []),
    "A job tries each card once: after mending the cause, call again with a new job's name.",
  ];
}
