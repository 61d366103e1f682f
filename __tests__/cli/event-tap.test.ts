import { QueueDoesNotExist } from "@aws-sdk/client-sqs";
import { openTap, removeStaleTaps, type TapClients } from "../../cli/aws/event-tap";

const NOW = Date.parse("2026-11-15T12:00:00Z");
const DAY_MS = 86_400_000;
const nameAt = (moment: number): string => `ecosystemaws-listen-${moment}-0a1b2c3d`;
const STALE = nameAt(NOW - DAY_MS - 1);

type Input = Readonly<Record<string, unknown>>;
type Answers = Readonly<Record<string, (input: Input) => object>>;

/** Clients that answer by a command's name, and the names of what was asked of them. */
function clients(answers: Answers) {
  const asked: string[] = [];
  const send = async (command: { readonly constructor: { readonly name: string }; readonly input: Input }) => {
    const name = command.constructor.name.replace(/Command$/, "");
    asked.push(name);
    return answers[name]?.(command.input) ?? {};
  };
  return { asked, clients: { events: { send }, sqs: { send } } as unknown as TapClients };
}

const refusing = (error: Error) => () => {
  throw error;
};
const missing = new QueueDoesNotExist({ message: "no queue", $metadata: {} });
const denied = new Error("denied");
const TAKEN_AWAY = ["RemoveTargets", "GetQueueUrl", "DeleteQueue", "DeleteRule"];

describe("taps that were left behind", () => {
  const rulesOf = (...names: readonly string[]) => ({ Rules: names.map((Name) => ({ Name })) });

  it("are taken away once they are older than a day, on whatever page they are listed", async () => {
    const deleted: unknown[] = [];
    const { clients: fakes } = clients({
      ListRules: ({ NextToken }) =>
        NextToken === undefined ? { ...rulesOf(nameAt(NOW - DAY_MS)), NextToken: "more" } : rulesOf(STALE),
      DeleteRule: ({ Name }) => ({ pushed: deleted.push(Name) }),
    });
    await removeStaleTaps(fakes, "payments-dev", NOW);
    expect(deleted).toEqual([STALE]);
  });

  it("go with their queue, and without one that they never had", async () => {
    const { asked, clients: whole } = clients({ ListRules: () => rulesOf(STALE) });
    await removeStaleTaps(whole, "payments-dev", NOW);
    expect(asked.slice(1)).toEqual(TAKEN_AWAY);
    const bare = clients({ ListRules: () => rulesOf(STALE), GetQueueUrl: refusing(missing) });
    await removeStaleTaps(bare.clients, "payments-dev", NOW);
    expect(bare.asked.at(-1)).toBe("DeleteRule");
  });

  it("keep their rule, by which they are found, while their queue cannot be taken away", async () => {
    const { asked, clients: fakes } = clients({ ListRules: () => rulesOf(STALE), DeleteQueue: refusing(denied) });
    await expect(removeStaleTaps(fakes, "payments-dev", NOW)).rejects.toThrow("denied");
    expect(asked).not.toContain("DeleteRule");
  });
});

describe("a tap", () => {
  const made = {
    PutRule: () => ({ RuleArn: "arn:aws:events:us-west-2:123456789012:rule/payments-dev/listen" }),
    CreateQueue: () => ({ QueueUrl: "https://sqs/listen" }),
    GetQueueAttributes: () => ({ Attributes: { QueueArn: "arn:aws:sqs:us-west-2:123456789012:listen" } }),
  };

  it("gives what its queue has, takes that out of it, and goes as a whole", async () => {
    const { asked, clients: fakes } = clients({
      ...made,
      ReceiveMessage: () => ({ Messages: [{ Body: "one", ReceiptHandle: "1" }] }),
    });
    const tap = await openTap(fakes, "payments-dev", NOW);
    expect(await tap.receive(new AbortController().signal)).toEqual(["one"]);
    await tap.close();
    expect(asked).toEqual([
      ...["PutRule", "CreateQueue", "GetQueueAttributes", "PutTargets"],
      ...["ReceiveMessage", "DeleteMessageBatch"],
      ...TAKEN_AWAY,
    ]);
  });

  it("gives nothing once it is called off, and tells what went wrong otherwise", async () => {
    const { clients: fakes } = clients({ ...made, ReceiveMessage: refusing(denied) });
    const tap = await openTap(fakes, "payments-dev", NOW);
    expect(await tap.receive(AbortSignal.abort())).toEqual([]);
    await expect(tap.receive(new AbortController().signal)).rejects.toThrow("denied");
  });

  it("leaves nothing behind where it could not be made, and says why", async () => {
    const { asked, clients: fakes } = clients({ ...made, PutTargets: refusing(new Error("no targets")) });
    await expect(openTap(fakes, "payments-dev", NOW)).rejects.toThrow("no targets");
    expect(asked.slice(-4)).toEqual(TAKEN_AWAY);
  });
});
