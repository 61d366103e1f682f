import type { PutMetricAlarmCommandInput } from "@aws-sdk/client-cloudwatch";
import { CloudWatch } from "@aws-sdk/client-cloudwatch";
import { DynamoDB } from "@aws-sdk/client-dynamodb";
import type { RuleState } from "@aws-sdk/client-eventbridge";
import { EventBridge } from "@aws-sdk/client-eventbridge";
import { IAM } from "@aws-sdk/client-iam";
import { KMS } from "@aws-sdk/client-kms";
import { Lambda } from "@aws-sdk/client-lambda";
import { SNS } from "@aws-sdk/client-sns";
import { SQS } from "@aws-sdk/client-sqs";
import { STS } from "@aws-sdk/client-sts";
import { strToU8, zipSync } from "fflate";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

/** Address of the embedded AWS that the tests use. */
export const endpoint = process.env["AWS_ENDPOINT_URL"] ?? "";
export const region = "us-east-1";
export const account = "123456789012";
/** Settings of a client that calls as the account's root. */
export const root = { endpoint, region, credentials: { accessKeyId: "test", secretAccessKey: "test" }, maxAttempts: 1 };

export const cloudWatch = new CloudWatch(root);
export const dynamoDb = new DynamoDB(root);
export const events = new EventBridge(root);
const iam = new IAM(root);
export const kms = new KMS(root);
export const lambda = new Lambda(root);
export const sns = new SNS(root);
export const sqs = new SQS(root);
const sts = new STS(root);

/** What is taken away after the tests, last made first. */
const cleanUps: (() => Promise<unknown>)[] = [];

/** Says what is to be taken away. */
export function afterwards(cleanUp: () => Promise<unknown>): void {
  cleanUps.push(cleanUp);
}

/** Takes all away that the tests made. */
export async function cleanUpAll(): Promise<void> {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
}

/** A name that no other test run uses. */
export function unique(name: string): string {
  return `embedded-${name}-${randomUUID().slice(0, 8)}`;
}

/** Asks again until there is an answer. */
export async function eventually<T>(question: () => Promise<T | undefined>, limitMs = 20_000): Promise<T> {
  for (let waitedMs = 0; waitedMs < limitMs; waitedMs += 200) {
    const answer = await question();
    if (answer !== undefined) return answer;
    await sleep(200);
  }
  throw new Error(`no answer within ${limitMs} ms`);
}

/** Makes a queue that the account's rules and topics may send to. */
export async function makeQueue(): Promise<{ url: string; arn: string }> {
  const name = unique("queue");
  const arn = `arn:aws:sqs:${region}:${account}:${name}`;
  const services = { Service: ["sns.amazonaws.com", "events.amazonaws.com"] };
  const Statement = [{ Effect: "Allow", Action: "sqs:SendMessage", Principal: services, Resource: arn }];
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
  const { QueueUrl: url = "" } = await sqs.createQueue({ QueueName: name, Attributes: { Policy } });
  afterwards(() => sqs.deleteQueue({ QueueUrl: url }));
  return { url, arn };
}

/** The next message of a queue that fits. */
export function nextMessage(
  url: string,
  fits: (body: string) => boolean = () => true,
  limitMs?: number,
): Promise<string> {
  return eventually(async () => {
    const { Messages = [] } = await sqs.receiveMessage({ QueueUrl: url, MaxNumberOfMessages: 10 });
    for (const { ReceiptHandle } of Messages) await sqs.deleteMessage({ QueueUrl: url, ReceiptHandle });
    return Messages.map(({ Body = "" }) => Body).find(fits);
  }, limitMs);
}

/** Makes a symmetric key. @returns its ARN. */
export async function makeKey(): Promise<string> {
  const { KeyMetadata } = await kms.createKey({});
  const arn = KeyMetadata?.Arn ?? "";
  afterwards(() => kms.scheduleKeyDeletion({ KeyId: arn, PendingWindowInDays: 7 }));
  return arn;
}

/** The trust policy of a role that this principal may take. */
export function trustOf(Principal: object): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal }],
  });
}

/** Makes a role that a service, or else the account, may take. */
async function makeRole(statements: readonly object[], service?: string): Promise<{ name: string; arn: string }> {
  const name = unique("role");
  const principal = service === undefined ? { AWS: `arn:aws:iam::${account}:root` } : { Service: service };
  await iam.createRole({ RoleName: name, AssumeRolePolicyDocument: trustOf(principal) });
  afterwards(() => iam.deleteRole({ RoleName: name }));
  if (statements.length > 0) {
    const policy = { Version: "2012-10-17", Statement: statements };
    await iam.putRolePolicy({ RoleName: name, PolicyName: "access", PolicyDocument: JSON.stringify(policy) });
    afterwards(() => iam.deleteRolePolicy({ RoleName: name, PolicyName: "access" }));
  }
  return { name, arn: `arn:aws:iam::${account}:role/${name}` };
}

/** A KMS client under a role of its own with these permissions. */
export async function kmsUnderRole(statements: readonly object[]): Promise<{ client: KMS; roleName: string }> {
  const role = await makeRole(statements);
  const { Credentials } = await sts.assumeRole({ RoleArn: role.arn, RoleSessionName: "test" });
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? "",
    secretAccessKey: Credentials?.SecretAccessKey ?? "",
    sessionToken: Credentials?.SessionToken ?? "",
  };
  return { client: new KMS({ ...root, credentials }), roleName: role.name };
}

/** What a function may do and has, where that is more than nothing. */
export interface FunctionSettings {
  readonly statements?: readonly object[];
  readonly environment?: Readonly<Record<string, string>>;
  /** @default 10 */
  readonly timeoutSeconds?: number;
}

/** Makes a Node function of this source, under a role of its own. @returns its name. */
export async function makeFunction(source: string, settings: FunctionSettings = {}): Promise<string> {
  const name = unique("function");
  const role = await makeRole(settings.statements ?? [], "lambda.amazonaws.com");
  const ZipFile = zipSync({ "index.mjs": strToU8(source) });
  await lambda.createFunction({
    FunctionName: name,
    Runtime: "nodejs22.x",
    Handler: "index.handler",
    Role: role.arn,
    Code: { ZipFile },
    Timeout: settings.timeoutSeconds ?? 10,
    Environment: { Variables: { ...settings.environment } },
  });
  afterwards(() => lambda.deleteFunction({ FunctionName: name }));
  return name;
}

/** Calls a function and waits for its answer. */
export async function invoke(
  name: string,
  payload: object,
): Promise<{ error: string | undefined; answer: Record<string, unknown> }> {
  const { FunctionError, Payload } = await lambda.invoke({ FunctionName: name, Payload: JSON.stringify(payload) });
  return {
    error: FunctionError,
    answer: JSON.parse(Buffer.from(Payload ?? []).toString("utf8")) as Record<string, unknown>,
  };
}

/** Makes a rule on the default bus with one target. @returns its name. */
export async function makeRule(pattern: object, state: RuleState, targetArn: string): Promise<string> {
  const name = unique("rule");
  await events.putRule({ Name: name, EventPattern: JSON.stringify(pattern), State: state });
  afterwards(() => events.deleteRule({ Name: name }));
  await events.putTargets({ Rule: name, Targets: [{ Id: "target", Arn: targetArn }] });
  afterwards(() => events.removeTargets({ Rule: name, Ids: ["target"] }));
  return name;
}

/** Makes an alarm. */
export function putAlarm(input: PutMetricAlarmCommandInput): Promise<unknown> {
  afterwards(() => cloudWatch.deleteAlarms({ AlarmNames: [input.AlarmName ?? ""] }));
  return cloudWatch.putMetricAlarm(input);
}

/** Waits until an alarm is in a state. */
export function alarmIn(state: string, name: string): Promise<string> {
  return eventually(async () => {
    const { MetricAlarms = [] } = await cloudWatch.describeAlarms({ AlarmNames: [name] });
    return MetricAlarms[0]?.StateValue === state ? state : undefined;
  });
}
