/**
 * Least privilege of the payments' functions, proved as that of the vault's is: by their roles as they are deployed each does all its
 * work; without any one action it is refused that action. Their API answers keep the reason to themselves; their logs have it.
 */
import { IAMClient } from "@aws-sdk/client-iam";
import { inPool } from "../../tools/shared/pool";
import { type Work, workOf } from "./support/payments-work";
import { readPlatform, settingsOf } from "./support/platform";
import { type Permission, permissionsOf, policiesOf, withoutPermission } from "./support/role-policy";
import { pauseSchedules } from "./support/schedules";
import { openShop } from "./support/shop";
import { Twins } from "./support/twin";

const platform = readPlatform();
const iam = new IAMClient(settingsOf(platform));
const twins = new Twins(platform);

afterAll(() => {
  iam.destroy();
  twins.close();
});

/** What cannot be taken away here, and where it is held instead. */
const NOT_TRIED: readonly (readonly [sid: RegExp, why: string])[] = [
  [/^Write(Logs|Traces)$/, "the embedded AWS writes logs itself, and has no X-Ray"],
  [/Key$/, "the embedded AWS does not ask KMS on behalf of other services"],
  [/^KeepFailedEvents$/, "Lambda sends there by itself, when all its attempts have failed"],
  [/^ReadStream$|^Events$/, "the mapping's own calls: they are tried when it is made (pumps.test.ts)"],
];

/** Permissions that the function does not need by itself. */
const OF_OTHERS: Readonly<Record<string, readonly string[]>> = {
  // The mapping's own calls.
  "webhook-deliverer-local": ["sqs:ReceiveMessage", "sqs:GetQueueAttributes", "sqs:DeleteMessage"],
  // Shares the list of those who move money, and moves none.
  "payment-validator-local": ["dynamodb:UpdateItem"],
  // The documents' role is made for more than this function.
  "payment-processor-local": ["dynamodb:Query", "dynamodb:ConditionCheckItem"],
};

/** The actions that a text says were refused. */
function refusedIn(text: string): string[] {
  // SQS is asked for batches, which have no permission of their own.
  const named = (text.match(/(?<=perform: )[a-z-]+:\w+/g) ?? []).map((action) => action.replace(/Batch$/, ""));
  // PutEvents answers for each event, by a code alone.
  const events = /"eventId":"[^"]+","code":"AccessDeniedException"/.test(text) ? ["events:PutEvents"] : [];
  return [...new Set([...named, ...events])];
}

async function tried(name: string, role: string): Promise<Permission[]> {
  const all = permissionsOf(await policiesOf(iam, role));
  return all.filter(
    ({ sid, action }) => !NOT_TRIED.some(([pattern]) => pattern.test(sid)) && !OF_OTHERS[name]?.includes(action),
  );
}

/** What a function did by its whole role, and without each permission: the refused action that it met. */
interface Trial {
  readonly whole: { readonly refused: readonly string[]; readonly failed: readonly unknown[] };
  readonly seen: readonly string[];
  readonly expected: readonly string[];
}

async function tryRole(name: string, { entry, events, role = name }: Work): Promise<Trial> {
  const { outcomes, log } = await twins.runAndRead(name, entry, await events());
  const whole = { refused: refusedIn(log), failed: outcomes.filter((outcome) => "errorType" in outcome) };
  const seen: string[] = [];
  const permissions = await tried(name, role);
  for (const permission of permissions) {
    const work = await events();
    const run = await withoutPermission(iam, permission, () => twins.runAndRead(name, entry, work));
    const refused = refusedIn(run.log);
    const { sid, action } = permission;
    seen.push(`${sid}: ${refused.includes(action) ? action : `not ${action}, but ${refused.join() || "nothing"}`}`);
  }
  return { whole, seen, expected: permissions.map(({ sid, action }) => `${sid}: ${action}`) };
}

const FUNCTIONS = [
  "payment-validator-local",
  "payment-processor-local",
  "payment-reader-local",
  "refund-processor-local",
  "payment-parties-local",
  "payment-tokens-local",
  "payment-webhook-processor-local",
  "payment-recovery-local",
  "event-publisher-local",
  "webhook-endpoints-local",
  "webhook-dispatcher-local",
  "webhook-deliverer-local",
  "payment-status-local",
];
/** What others' work is made by comes before them; otherwise each role is its own function's alone. */
const BEFORE_OTHERS = [
  [
    "payment-validator-local",
    "payment-processor-local",
    "payment-reader-local",
    "payment-parties-local",
    "payment-tokens-local",
    "webhook-endpoints-local",
  ],
  ["refund-processor-local", "payment-webhook-processor-local"],
];
const AT_ONCE = 4;

describe("the role of", () => {
  const trials = new Map<string, Trial>();
  beforeAll(async () => {
    // The deployed functions' own runs each minute would do the twins' work before them.
    const resume = await pauseSchedules(platform, ["payment-recovery-local", "payment-publisher-local"]);
    const shop = await openShop(platform, ["payment.validated"]);
    // What is delivered there has to wait.
    shop.answer(500);
    const all = Object.entries(workOf(shop));
    const others = all.filter(([name]) => !BEFORE_OTHERS.flat().includes(name));
    for (const part of [...BEFORE_OTHERS.map((names) => all.filter(([name]) => names.includes(name))), others])
      await inPool(
        AT_ONCE,
        part.map(
          ([name, work]) =>
            async () =>
              void trials.set(name, await tryRole(name, work)),
        ),
      );
    await shop.close();
    await resume();
  }, 900_000);

  it.each(FUNCTIONS)("%s suffices, and each of its actions is needed", (name) => {
    const { whole, seen, expected } = trials.get(name)!;
    expect(whole).toEqual({ refused: [], failed: [] });
    expect(seen).toEqual(expected);
  });
});
