import { Command } from "commander";
import * as z from "zod";
import { formatMoney, money } from "../../functions/shared/money";
import { ask, type DeployedOptions, WHERE, withWhereabouts } from "../deployed";
import { ExitCode } from "../exit-code";
import type { WantedFunction } from "../function-address";
import type { CommandFactory, Surroundings } from "../surroundings";

/** Finishes what was left open. */
const RECOVERY: WantedFunction = { output: "payment_recovery_function_arn", name: "payment-recovery" };

const HELP = `
For an attempt that the alarm payments-overdue tells of, and that is older than its rail recognises it: the recovery's log has its
reference. Without --yes the command shows the attempt, what its rail says of it now, and what would be booked, and does nothing.
It ends as if its rail had refused it, with the code given_up: a refund's money is held again, a capture fails its payment, a void
leaves it authorised. A charge is called off first. What the rail has answered meanwhile is settled by that answer instead.
Be sure, by the rail's own records and with the key of the same account, that the rail has not done it. If it has after all and tells
of it later, that is booked: what a charge or a capture took goes back to the payer, a refund is taken of what is held.
${WHERE}

Example:
  $ ecosystemaws payments give-up pay_1/refund/re_1 --environment prod
  $ ecosystemaws payments give-up pay_1/refund/re_1 --environment prod --yes

Exit code: 0 it is over: given up now or before, or settled by its rail's answer, as is told; 1 it is open, and why is told; 2 it
could not run.`;

const count = z.int().nonnegative();
const payment = z.object({ status: z.string(), detail: z.optional(z.string()) });
const posting = z.object({ account: z.string(), direction: z.enum(["debit", "credit"]), cents: count });
const answer = z.object({
  attempt: z.object({
    reference: z.string(),
    operation: z.string(),
    rail: z.string(),
    amountCents: count,
    currency: z.string(),
    startedAt: z.string(),
    ageSeconds: count,
    status: z.string(),
    code: z.optional(z.string()),
    settledAt: z.optional(z.string()),
    payment,
    railSays: z.optional(z.object({ outcome: z.string(), code: z.string() })),
    refused: z.optional(z.string()),
    would: z.optional(z.object({ status: z.string(), code: z.string(), payment, postings: z.array(posting) })),
  }),
});
type Attempt = z.output<typeof answer>["attempt"];

interface Options extends DeployedOptions {
  readonly yes: boolean;
  readonly unanswered: boolean;
}

/** Why an attempt is not given up, in words; what is not known here stands as it is told. */
const REFUSALS: ReadonlyMap<string, string> = new Map([
  ["too_young", "its rail would recognise it, so it is still sent again by itself"],
  ["rail_at_work", "its rail has it, and has not finished with it"],
  ["money_taken", "its rail would not call it off, for it has the money: its answer settles it"],
  ["rail_silent", "its rail does not say; where the rail's own records show that it did nothing, add --unanswered"],
]);

/** `ecosystemaws payments give-up`. */
export const giveUpCommand: CommandFactory = (surroundings, end) =>
  withWhereabouts(new Command("give-up"), RECOVERY)
    .summary("end an attempt that its rail will never answer")
    .description("End an attempt to charge, capture, void or refund that its rail will never answer.")
    .argument("<reference>", "the attempt, such as pay_1/refund/re_1, pay_1/capture/1, pay_1/void/1 or pay_1/charge/1")
    .option("--yes", "do it: without this the command says what it would do, and does nothing", false)
    .option("--unanswered", "also where its rail says nothing: by its own records it did nothing", false)
    .addHelpText("after", HELP)
    .action(async (reference: string, options: Options) => end(await giveUp(surroundings, reference, options)));

async function giveUp(surroundings: Surroundings, reference: string, options: Options): Promise<ExitCode> {
  const { yes: confirmed, unanswered } = options;
  const request = { give_up: reference, ...(confirmed && { confirmed }), ...(unanswered && { unanswered }) };
  const { attempt } = await ask(surroundings, RECOVERY, options, request, answer);
  const text = options.json ? JSON.stringify(attempt, null, 2) : linesOf(attempt, confirmed).join("\n");
  surroundings.out.write(`${text}\n`);
  return attempt.status === "open" ? ExitCode.incomplete : ExitCode.success;
}

function linesOf(attempt: Attempt, confirmed: boolean): string[] {
  const { reference, operation, rail, amountCents, currency, startedAt, ageSeconds, railSays } = attempt;
  const amount = (cents: number) => formatMoney(money(cents, currency));
  const hours = Math.floor(ageSeconds / 3600);
  return [
    `${reference}: ${operation} of ${amount(amountCents)} ${currency} by ${rail}, begun ${startedAt}, ${hours} hours ago`,
    ...(railSays ? [`  its rail says  ${railSays.outcome} (${railSays.code})`] : []),
    ...outcomeOf(attempt, amount),
    ...(attempt.status === "open" && !confirmed ? ["Nothing was done."] : []),
  ];
}

function outcomeOf(attempt: Attempt, amount: (cents: number) => string): string[] {
  const { status, code = "", settledAt = "", refused, would } = attempt;
  if (refused !== undefined) return [`  not given up   ${REFUSALS.get(refused) ?? refused}`];
  if (!would) return [`  ${endText(status, code)} ${settledAt}; the payment is ${stateText(attempt.payment)}`];
  const unsure = would.status === "voided" ? ", where its rail confirms that" : "";
  const booked = would.postings.map(({ direction, cents, account }) => `${direction} ${account} ${amount(cents)}`);
  return [
    `  with --yes     ${endText(would.status, would.code)}${unsure}; the payment is then ${stateText(would.payment)}`,
    `  to be booked   ${booked.length > 0 ? booked.join(", ") : "nothing"}`,
  ];
}

/** How an attempt ends, in words. */
function endText(status: string, code: string): string {
  if (code === "given_up") return "given up";
  return status === "voided" ? `called off (${code})` : `settled: ${status} (${code})`;
}

const stateText = ({ status, detail }: Attempt["payment"]): string => (detail ? `${status} (${detail})` : status);
