import type { JsonObject } from "../gateway/answers";
import { listIn, objectIn, textIn } from "../gateway/answers";
import { EmulatorCallError } from "../gateway/emulator-client";
import type { FunctionFacts } from "./functions";
import { invalidValue, type Mapping } from "./mapping";
import type { SourceCall } from "./pump";
import { queueUrlOf } from "./queue-pump";

/**
 * Checks, as Lambda does before it takes a mapping, that the function's role may read the source, by making the calls in a form that
 * changes nothing; and that a queue's messages stay invisible as long as the function may run.
 * @throws MappingRefusal
 */
export async function checkSource(
  mapping: Mapping,
  { timeoutSeconds }: FunctionFacts,
  call: SourceCall,
): Promise<void> {
  if (mapping.kind === "queue") await checkQueue(mapping, timeoutSeconds, call);
  else await checkStream(mapping, call);
  if (mapping.failureQueueArn !== undefined)
    await mayCall(call, mapping.failureQueueArn, "SendMessage", { MessageBody: "" });
}

async function checkQueue({ sourceArn }: Mapping, timeoutSeconds: number, call: SourceCall): Promise<void> {
  const answer = await mayCall(call, sourceArn, "GetQueueAttributes", { AttributeNames: ["VisibilityTimeout"] });
  await mayCall(call, sourceArn, "ReceiveMessage", { MaxNumberOfMessages: 0 });
  await mayCall(call, sourceArn, "DeleteMessage", { ReceiptHandle: "none" });
  const visibility = Number(objectIn(answer["Attributes"])["VisibilityTimeout"]);
  if (visibility < timeoutSeconds)
    throw invalidValue(
      `Queue visibility timeout: ${visibility} seconds is less than Function timeout: ${timeoutSeconds} seconds`,
    );
}

/** Makes a call of SQS; a fault in its parameters, which is meant, is told only after the permission was. */
async function mayCall(call: SourceCall, queueArn: string, operation: string, input: JsonObject): Promise<JsonObject> {
  try {
    return await call("sqs", `AmazonSQS.${operation}`, { QueueUrl: queueUrlOf(queueArn), ...input });
  } catch (error) {
    if (!(error instanceof EmulatorCallError)) throw error;
    if (error.code.includes("AccessDenied"))
      throw invalidValue(
        `The function execution role does not have permissions to call ${operation} on SQS (${queueArn}): ${error.message}`,
      );
    if (/QueueDoesNotExist|NonExistentQueue/.test(error.code))
      throw invalidValue(`Error occurred while ${operation}. The queue ${queueArn} does not exist.`);
    return {};
  }
}

async function checkStream({ sourceArn: StreamArn }: Mapping, call: SourceCall): Promise<void> {
  const streams = (operation: string, input: JsonObject): Promise<JsonObject> =>
    call("dynamodb", `DynamoDBStreams_20120810.${operation}`, input);
  try {
    const { StreamDescription } = await streams("DescribeStream", { StreamArn });
    const ShardId = textIn(objectIn(listIn(objectIn(StreamDescription)["Shards"])[0])["ShardId"]);
    const { ShardIterator } = await streams("GetShardIterator", { StreamArn, ShardId, ShardIteratorType: "LATEST" });
    await streams("GetRecords", { ShardIterator, Limit: 1 });
  } catch (error) {
    if (!(error instanceof EmulatorCallError)) throw error;
    throw invalidValue(
      `Cannot access stream ${StreamArn}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in DynamoDB. ${error.message}`,
    );
  }
}
