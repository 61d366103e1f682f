import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { DescribeKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { PlatformError } from "../shared/errors";
import { itemKey } from "../shared/dynamodb";
import type { Probe } from "./health";

/** A key that cannot be used: disabled, or about to be deleted. */
export class KeyNotEnabledError extends PlatformError {
  readonly code = "key_not_enabled";
}

/** SQS answered without the count that was asked for. */
export class QueueAnswerError extends PlatformError {
  readonly code = "queue_answer_incomplete";
}

/** One attempt within what a check may take: a status that tries for long tells nothing. */
const CONNECTION = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 1900, throwOnRequestTimeout: true },
};

/** No item has this key; asking for it costs half a read unit and shows that the table reads. */
const NO_ITEM = itemKey(["STATUS"], ["STATUS"]);

/** What an environment names to be asked. */
export interface Checks {
  readonly tables: readonly string[];
  readonly keys: readonly string[];
  readonly queues: readonly string[];
}

/** The clients that probes ask by. */
export interface ProbeClients {
  readonly dynamodb: Pick<DynamoDBClient, "send">;
  readonly kms: Pick<KMSClient, "send">;
  readonly sqs: Pick<SQSClient, "send">;
}

/** The probes as this function's environment reaches them. Actions: `dynamodb:GetItem`, `kms:DescribeKey`, `sqs:GetQueueAttributes`. */
export function connectProbes(checks: Checks): Probe[] {
  const dynamodb = new DynamoDBClient(CONNECTION);
  return probesOf({ dynamodb, kms: new KMSClient(CONNECTION), sqs: new SQSClient(CONNECTION) }, checks);
}

/** The probes of tables, keys and queues; keys and queues are named without their account. */
export function probesOf({ dynamodb, kms, sqs }: ProbeClients, { tables, keys, queues }: Checks): Probe[] {
  return [
    ...tables.map((table): Probe => {
      const ask = async () => {
        await dynamodb.send(new GetItemCommand({ TableName: table, Key: NO_ITEM }));
        return {};
      };
      return { kind: "table", name: table, ask };
    }),
    ...keys.map((key): Probe => {
      const ask = async () => {
        const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: key }));
        if (KeyMetadata?.Enabled === true) return {};
        throw new KeyNotEnabledError(`The key is ${KeyMetadata?.KeyState ?? "not described"}, allowed is Enabled.`);
      };
      return { kind: "key", name: lastPart(key), ask };
    }),
    ...queues.map((queue): Probe => {
      const ask = async () => {
        const wanted = "ApproximateNumberOfMessages";
        const { Attributes } = await sqs.send(
          new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: [wanted] }),
        );
        const messages = Number.parseInt(Attributes?.[wanted] ?? "", 10);
        if (Number.isNaN(messages)) throw new QueueAnswerError(`GetQueueAttributes answered without ${wanted}.`);
        return { messages };
      };
      return { kind: "queue", name: lastPart(queue), ask };
    }),
  ];
}

/** The id of a key, or the name of a queue. */
function lastPart(address: string): string {
  return address.slice(address.lastIndexOf("/") + 1);
}
