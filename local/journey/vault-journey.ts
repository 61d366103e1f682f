/** A card's way through the vault: tokenised, recognised, refused, stored as ciphertext, given back on record, and guarded. */
import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { type AttributeValue, DynamoDBClient, QueryCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  IAMClient,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { DecryptCommand, KMSClient } from "@aws-sdk/client-kms";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { SdkSettings } from "../aws-clients";
import { type Journey, JourneyError, must } from "./journey";
import type { Answer, TokenisedCard, VaultClient } from "./vault-client";

/** Test numbers that the card brands and acquirers publish. */
export const TEST_CARDS = {
  visa: "4242 4242 4242 4242",
  mastercard: "5555 5555 5555 4444",
  amex: "3782 822463 10005",
  /** The last digit is wrong. */
  mistyped: "4242 4242 4242 4241",
  /** The acquirer's simulator declines it. */
  declined: "4000 0000 0000 0002",
} as const;

export interface VaultJourneyProps {
  readonly settings: SdkSettings;
  readonly outputs: Readonly<Record<string, string>>;
  readonly vault: VaultClient;
  /** The first year of cards' expiry. */
  readonly expYear: number;
}

const unwrap = <T>(answer: Answer<T>): T => {
  if (answer.ok) return answer;
  throw new JourneyError(answer.errors.map(({ message }) => message).join("; "));
};
const shown = ({ card }: TokenisedCard): string =>
  `${card.brand} ${card.bin === undefined ? "" : `${card.bin}…`}${card.lastFour}`;
const name = (outputs: Readonly<Record<string, string>>, key: string): string => {
  const value = outputs[key];
  if (value === undefined) throw new JourneyError(`the stack has no output ${key}`);
  return value;
};

/** Runs the journey; the first step that finds something else than it must ends it. */
export async function vaultJourney(journey: Journey, props: VaultJourneyProps): Promise<void> {
  const { vault, expYear } = props;
  // Its own customer, so that the journey can be run again on one deployment.
  const customerId = `cust_${randomUUID().slice(0, 8)}`;
  const card = (number: string, cvc?: string) => ({
    customerId,
    card: { number, expMonth: 12, expYear, ...(cvc === undefined ? {} : { cvc }) },
  });

  const visa = await journey.step("Tokenise a Visa test card", async () => {
    const value = unwrap(await vault.tokenise(card(TEST_CARDS.visa)));
    return { result: `${shown(value)} is ${value.token}`, value };
  });
  await journey.step("Tokenise it again: the card is recognised", async () => {
    const value = unwrap(await vault.tokenise(card(TEST_CARDS.visa)));
    must(value.token === visa.token && !value.created, "the same card got another token");
    return { result: `the same token, nothing new is stored`, value };
  });
  await journey.step("Tokenise Mastercard and American Express, codes verified at the acquirer", async () => {
    const cards = [
      unwrap(await vault.tokenise(card(TEST_CARDS.mastercard, "123"))),
      unwrap(await vault.tokenise(card(TEST_CARDS.amex, "1234"))),
    ];
    must(
      cards.every(({ verification }) => verification?.outcome === "approved"),
      "a verification was not approved",
    );
    return { result: cards.map((one) => `${shown(one)} ${one.verification?.outcome ?? ""}`).join(", "), value: cards };
  });
  await journey.step("A mistyped card is refused", async () => {
    const answer = await vault.tokenise(card(TEST_CARDS.mistyped));
    must(!answer.ok, "a card number with a wrong check digit was taken");
    return { result: answer.errors.map(({ message }) => message).join("; "), value: answer };
  });
  const items = await journey.step("What the vault's table holds: ciphertext, BIN, last four", () =>
    tableItems(props, customerId),
  );
  await journey.step("Give a card number back, with a reason", async () => {
    const request = { token: visa.token, customerId, reason: "chargeback evidence", requestedBy: "make-start" };
    const { number } = unwrap(await vault.detokenise(request));
    must(number === TEST_CARDS.visa.replaceAll(" ", ""), "another number came back");
    return {
      result: `the number that was stored (not shown: it ends in ${number.slice(-4)})`,
      value: number.slice(-4),
    };
  });
  await journey.step("Another customer gets nothing for that token", async () => {
    const answer = await vault.detokenise({
      token: visa.token,
      customerId: `${customerId}-other`,
      reason: "test",
      requestedBy: "make-start",
    });
    must(!answer.ok, "a token was opened for another customer");
    return { result: answer.errors.map(({ message }) => message).join("; "), value: answer };
  });
  await journey.step("The audit trail of that token", () => auditTrail(props, visa.token));
  await journey.step("An administrator with every right on KMS tries to open an envelope", () =>
    refusedDecrypt(props, items),
  );
  await journey.step("That refusal raised its alarm", () => raisedAlarm(props));
}

async function tableItems(
  { settings, outputs }: VaultJourneyProps,
  customerId: string,
): Promise<{ result: string; value: Record<string, AttributeValue>[] }> {
  const dynamodb = new DynamoDBClient(settings);
  const { Items = [] } = await dynamodb.send(
    new ScanCommand({
      TableName: name(outputs, "vault_table_name"),
      FilterExpression: "customerId = :customer AND sk = :card",
      ExpressionAttributeValues: { ":customer": { S: customerId }, ":card": { S: "CARD" } },
    }),
  );
  dynamodb.destroy();
  must(Items.length === 3, `three tokens were made, the table holds ${String(Items.length)}`);
  const dump = Items.map((item) => JSON.stringify(item)).join("\n");
  must(
    !Object.values(TEST_CARDS).some((number) => dump.includes(number.replaceAll(" ", ""))),
    "the table holds a card number in clear",
  );
  const rows = Items.map(
    (item) =>
      `${item.brand?.S ?? ""} ${item.bin?.S ?? ""}…${item.lastFour?.S ?? ""}, ${String(item.envelope?.B?.length ?? 0)} bytes of envelope`,
  );
  return { result: rows.join("; "), value: Items };
}

async function auditTrail(
  { settings, outputs }: VaultJourneyProps,
  token: string,
): Promise<{ result: string; value: number }> {
  const dynamodb = new DynamoDBClient(settings);
  const { Items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName: name(outputs, "vault_table_name"),
      KeyConditionExpression: "pk = :audit",
      ExpressionAttributeValues: { ":audit": { S: `AUDIT#${token}` } },
    }),
  );
  dynamodb.destroy();
  must(Items.length === 1, `one number was given back, the trail holds ${String(Items.length)} entries`);
  const result = Items.map(
    (item) => `${item.sk?.S?.split("#")[0] ?? ""}: ${item.requestedBy?.S ?? ""}, for "${item.reason?.S ?? ""}"`,
  ).join("; ");
  return { result, value: Items.length };
}

/** Makes a user whom IAM gives every right on KMS, and asks in its name to unwrap the data key of a stored envelope. */
async function refusedDecrypt(
  { settings, outputs }: VaultJourneyProps,
  items: readonly Record<string, AttributeValue>[],
): Promise<{ result: string; value: string }> {
  const iam = new IAMClient(settings);
  const UserName = `curious-${randomUUID().slice(0, 8)}`;
  const PolicyName = "every-right-on-kms";
  await iam.send(new CreateUserCommand({ UserName }));
  const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "kms:*", Resource: "*" }] };
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument: JSON.stringify(everything) }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  must(AccessKey?.AccessKeyId !== undefined && AccessKey.SecretAccessKey !== undefined, "IAM made no access key");
  const kms = new KMSClient({
    ...settings,
    credentials: { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey },
  });
  const refusal = await kms
    .send(
      new DecryptCommand({
        CiphertextBlob: wrappedDataKey(items),
        KeyId: name(outputs, "vault_encryption_key_arn"),
        EncryptionContext: { purpose: "card-envelope" },
      }),
    )
    .then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
  kms.destroy();
  await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: AccessKey.AccessKeyId }));
  await iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName }));
  await iam.send(new DeleteUserCommand({ UserName }));
  iam.destroy();
  must(refusal?.name === "AccessDeniedException", `KMS answered ${refusal?.name ?? "with the data key"}`);
  return {
    result: "AccessDeniedException from KMS: the key's policy names who may, and IAM alone cannot add to it",
    value: refusal.name,
  };
}

/** The wrapped data key stands in a lean envelope behind version (1 byte), length of the key id (1), key id, and its own length (2). */
function wrappedDataKey(items: readonly Record<string, AttributeValue>[]): Uint8Array {
  const envelope = Buffer.from(items[0]?.envelope?.B ?? []);
  const start = 2 + envelope.readUInt8(1);
  return envelope.subarray(start + 2, start + 2 + envelope.readUInt16BE(start));
}

/** Waits for the alarm on refused KMS calls. */
async function raisedAlarm({ settings }: VaultJourneyProps): Promise<{ result: string; value: string }> {
  const cloudwatch = new CloudWatchClient(settings);
  try {
    for (let waited = 0; waited < 30_000; waited += 250) {
      const { MetricAlarms = [] } = await cloudwatch.send(
        new DescribeAlarmsCommand({ AlarmNamePrefix: "payment-kms-denied-", StateValue: "ALARM" }),
      );
      const [alarm] = MetricAlarms;
      if (alarm?.AlarmName !== undefined) return { result: `${alarm.AlarmName} is in ALARM`, value: alarm.AlarmName };
      await sleep(250);
    }
    throw new JourneyError("the alarm payment-kms-denied did not go off within 30 s");
  } finally {
    cloudwatch.destroy();
  }
}
