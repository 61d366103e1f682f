import { Command, Option } from "commander";
import { SEND_TIMEOUT_MS } from "../functions/webhooks/post";
import { isSigned } from "../functions/webhooks/standard-webhooks";
import { OperatorError } from "./errors";
import { BUS_HELP, type BusAddress, type BusWhereabouts, findEventBus } from "./event-bus-address";
import { type Heard, heardEvent, heardWebhook, lineOf } from "./events/line";
import { makeEndpoint, removeStaleEndpoints } from "./events/webhook-endpoint";
import { ExitCode } from "./exit-code";
import { httpAddress } from "./http-address";
import type { CommandFactory, Surroundings } from "./surroundings";
import type { ReceivedWebhook } from "./webhook-port";
import { wholeNumber } from "./whole-number";

interface Options extends BusWhereabouts {
  readonly forward?: string;
  readonly json: boolean;
  readonly count?: number;
}

const HELP = `${BUS_HELP}
  Webhooks are heard where .local/environment.json has the REST API's address and key (api.url, api.key): an endpoint of one's own is
  made there, its deliveries are received on this machine, and their signature is checked.

What is made for listening (a rule on the bus and a queue, a webhook endpoint) is taken away at the end; what a killed process left
behind is taken away by the next that comes a day later.

Examples:
  $ ecosystemaws listen
  $ ecosystemaws listen --json | jq .type
  $ ecosystemaws listen --forward http://127.0.0.1:3000/webhooks

Exit code: 0 ended by Ctrl-C, or by --count; 2 it could not listen.`;

/** `ecosystemaws listen`. */
export const listenCommand: CommandFactory = (surroundings, end) =>
  new Command("listen")
    .summary("show events and webhook deliveries as they come")
    .description(
      "Show events on the platform's bus, and deliveries of webhooks, as they come, a line each, until Ctrl-C.",
    )
    .option(
      "--forward <url>",
      "send each webhook on to this address, as it came; its answer is the delivery's",
      httpAddress,
    )
    .option("--json", "write a JSON object a line", false)
    .addOption(new Option("--count <lines>", "end after so many lines").argParser(wholeNumber(1, 1_000_000)))
    .option("--bus <name>", "the bus itself")
    .option("--environment <name>", "the environment whose bus it is")
    .option("--endpoint <url>", "where AWS is, if not in AWS", httpAddress)
    .addHelpText("after", HELP)
    .action(async (options: Options) => end(await listen(surroundings, options)));

/** Things to be taken away, the last made first. */
type CleanUps = (() => Promise<void>)[];

async function listen(surroundings: Surroundings, options: Options): Promise<ExitCode> {
  const { out, err, folder, untilInterrupted } = surroundings;
  const address = findEventBus(options, folder);
  if (options.forward !== undefined && address.api === undefined)
    throw new OperatorError(
      "--forward needs webhooks, and those are heard where .local/environment.json has api.url and api.key.",
    );
  const form = options.json ? "json" : out.isTTY === true ? "columns" : "tabs";
  const ending = new AbortController();
  const interrupted = untilInterrupted();
  interrupted.addEventListener("abort", () => ending.abort(), { once: true });
  if (interrupted.aborted) ending.abort();
  let left = options.count ?? Infinity;
  const show = (heard: Heard | undefined): void => {
    if (heard === undefined || left <= 0) return;
    out.write(`${lineOf(heard, form)}\n`);
    left -= 1;
    if (left <= 0) ending.abort();
  };

  const cleanUps: CleanUps = [];
  try {
    if (address.api !== undefined) await receiveWebhooks(surroundings, address.api, options.forward, show, cleanUps);
    await showEvents(surroundings, address, show, ending.signal, cleanUps);
  } finally {
    await cleanUp(cleanUps, (failure) => err.write(`${failure}\n`));
  }
  return ExitCode.success;
}

async function showEvents(
  { err, connectBus }: Surroundings,
  { name, foundBy, connection, api }: BusAddress,
  show: (heard: Heard | undefined) => void,
  ending: AbortSignal,
  cleanUps: CleanUps,
): Promise<void> {
  const tap = await connectBus(connection).tap(name);
  cleanUps.push(() => tap.close());
  const what = api === undefined ? "events" : "events and webhooks";
  err.write(`Listening to ${what} of ${name} (found ${foundBy}); Ctrl-C ends it\n`);
  while (!ending.aborted) for (const text of await tap.receive(ending)) show(heardEvent(text));
}

/** Makes an endpoint that is received here. */
async function receiveWebhooks(
  { err, clock, fetch, openReceiver }: Surroundings,
  api: NonNullable<BusAddress["api"]>,
  forward: string | undefined,
  show: (heard: Heard | undefined) => void,
  cleanUps: CleanUps,
): Promise<void> {
  let secret = "";
  const receiver = await openReceiver(async (webhook) => {
    const { status, told } = await answerOf(fetch, forward, webhook);
    const signed = secret !== "" && isSignedBy(secret, webhook);
    show(heardWebhook(webhook.body, `${signed ? "signature verified" : "SIGNATURE WRONG"}, ${told}`));
    return status;
  });
  cleanUps.push(() => receiver.close());
  await removeStaleEndpoints(fetch, api, clock.now());
  const endpoint = await makeEndpoint(fetch, api, receiver.url);
  cleanUps.push(() => endpoint.remove());
  ({ secret } = endpoint);
  if (forward !== undefined) err.write(`Webhooks go on to ${forward}, signed by ${secret}\n`);
}

/** What a delivery is answered with: what the address that it is sent on to answers; otherwise 200. */
async function answerOf(
  fetch: Surroundings["fetch"],
  forward: string | undefined,
  { headers, body }: ReceivedWebhook,
): Promise<{ status: number; told: string }> {
  if (forward === undefined) return { status: 200, told: "answered 200" };
  const { host: _host, "content-length": _length, connection: _connection, ...sent } = headers;
  try {
    const signal = AbortSignal.timeout(SEND_TIMEOUT_MS);
    const { status } = await fetch(forward, { method: "POST", headers: sent, body, redirect: "manual", signal });
    return { status, told: `${forward} answered ${status}` };
  } catch {
    return { status: 502, told: `${forward} did not answer` };
  }
}

/** The sender's clock may have been moved: the signature is looked at, not its age. */
function isSignedBy(secret: string, { headers, body }: ReceivedWebhook): boolean {
  const timestamp = headers["webhook-timestamp"] ?? "";
  const signature = {
    "webhook-id": headers["webhook-id"] ?? "",
    "webhook-timestamp": timestamp,
    "webhook-signature": headers["webhook-signature"] ?? "",
  };
  return isSigned(signature, body, [secret], Number(timestamp) * 1000);
}

/** Takes everything away, whatever fails. */
async function cleanUp(cleanUps: CleanUps, tell: (failure: string) => void): Promise<void> {
  for (const each of cleanUps.reverse())
    await each().catch((error: unknown) => {
      tell(`Something made for listening is left behind: ${error instanceof Error ? error.message : String(error)}`);
    });
}
