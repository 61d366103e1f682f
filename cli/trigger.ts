import { Command } from "commander";
import { toTimestamp } from "../functions/shared/clock";
import { idMaker, systemRandom } from "../functions/shared/ids";
import { BUS_HELP, type BusWhereabouts, findEventBus } from "./event-bus-address";
import { eventFrom, eventType, listing } from "./events/sample";
import { ExitCode } from "./exit-code";
import { httpAddress } from "./http-address";
import type { CommandFactory, Surroundings } from "./surroundings";

interface Options extends BusWhereabouts {
  readonly set: readonly string[];
  readonly list: boolean;
}

const HELP = `${BUS_HELP}

Examples:
  $ ecosystemaws trigger --list
  $ ecosystemaws trigger payment.completed
  $ ecosystemaws trigger payment.refunded --set data.payment.customer_id=cust_1 --set data.refund.amount_cents=500

The event gets an id and a moment of its own. A value that is JSON is taken as such, anything else as text; amounts follow their cents.
No payment is made or changed: consumers of events are tried out.

Exit code: 0 the event is on the bus; 2 it is not.`;

/** `ecosystemaws trigger`. */
export const triggerCommand: CommandFactory = (surroundings, end) =>
  new Command("trigger")
    .summary("put a sample event on the platform's bus")
    .description("Put any event of the catalogue on the platform's bus, from its sample.")
    .argument("[event]", "its type, such as payment.completed")
    .option(
      "--set <path=value>",
      "change a member of the event; may be given again",
      (one: string, all: string[]) => [...all, one],
      [],
    )
    .option("--list", "list all events and what each tells", false)
    .option("--bus <name>", "the bus itself")
    .option("--environment <name>", "the environment whose bus it is")
    .option("--endpoint <url>", "where AWS is, if not in AWS", httpAddress)
    .addHelpText("after", HELP)
    .action(async (event: string | undefined, options: Options, command: Command) => {
      if (event === undefined && !options.list) command.error("error: missing argument 'event' (--list shows all)");
      end(await trigger(surroundings, event, options));
    });

async function trigger(surroundings: Surroundings, event: string | undefined, options: Options): Promise<ExitCode> {
  const { out, err, clock, folder, connectBus } = surroundings;
  if (event === undefined || options.list) {
    out.write(`${listing()}\n`);
    return ExitCode.success;
  }
  const type = eventType(event);
  const id = idMaker(clock, systemRandom)("evt");
  const detail = eventFrom(type, { id, at: toTimestamp(clock.now()) }, options.set);
  const { name, foundBy, connection } = findEventBus(options, folder);
  err.write(`Putting ${type} on ${name} (found ${foundBy})\n`);
  await connectBus(connection).put(name, type, detail);
  out.write(`${id}\n`);
  return ExitCode.success;
}
