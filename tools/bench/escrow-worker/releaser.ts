import { DeleteMessageCommand, type Message, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Context, SQSEvent, SQSRecord } from "aws-lambda";
import type * as z from "zod/mini";
import { attendEscrow } from "../../../functions/escrow/attend";
import { connectDrain, connectEscrow } from "../../../functions/escrow/connect";
import { drain, fanOut } from "../../../functions/escrow/drain";
import { workShards } from "../../../functions/escrow/due";
import type * as environments from "../../../functions/escrow/environment";
import { serveOrders } from "../../../functions/escrow/orders";
import { escrowKey } from "../../../functions/escrow/store-items";
import { systemClock, toTimestamp } from "../../../functions/shared/clock";
import { CONNECTION } from "../../../functions/shared/connection";
import type { Log } from "../../../functions/shared/logging";
import { ReleaseFailedError, type Took } from "./messages";
import { timed } from "./timed";

/** As the platform's function has them: its time limit, and what it leaves of it. */
const LIMIT_MS = 120_000;
const LAST_MS = 20_000;

/** How long an order that is worked on stays with its worker. */
const VISIBLE_AFTER_SECONDS = 720;

type ReleaserEnvironment = z.output<typeof environments.releaser>;

/** The releaser as its handler makes it, each release's time noted; the queue is read here, as Lambda reads it. */
export function realReleaser(environment: ReleaserEnvironment, log: Log) {
  const connected = connectEscrow(environment, log);
  const parts = connectDrain(environment, log);
  const shards = workShards("release", environment.AWS_REGION);
  const sqs = new SQSClient(CONNECTION);
  const queue = { QueueUrl: environment.ESCROW_QUEUE_URL };

  const release = async (key: Parameters<typeof attendEscrow>[1]): Promise<"done" | { readonly againInMs: number }> =>
    attendEscrow(await connected(), key);

  /** The handler of `functions/escrow/releaser.handler.ts`, but for the time that is noted. */
  const handlerNoting = (eachMs: number[]) =>
    serveOrders(log, parts, shards, (order, context) => {
      const deadline = systemClock.now() + context.getRemainingTimeInMillis() - LAST_MS;
      const attend = async (key: Parameters<typeof attendEscrow>[1]) => {
        const from = performance.now();
        const progress = await release(key);
        if (progress === "done") eachMs.push(performance.now() - from);
        return progress;
      };
      return drain(parts, order, { work: "Release", deadline, attend });
    });

  const receive = async (): Promise<Message | undefined> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ ...queue, MaxNumberOfMessages: 1, VisibilityTimeout: VISIBLE_AFTER_SECONDS }),
    );
    return Messages[0];
  };

  return {
    /** Makes the connections, so that they are not measured. */
    async connect(): Promise<void> {
      await connected();
    },

    /** Releases one escrow. @throws ReleaseFailedError */
    async release(id: string): Promise<void> {
      if ((await release(escrowKey(id))) !== "done") throw new ReleaseFailedError(`${id} was not released.`);
    },

    /** Orders what is due, and works the queue off. @throws ReleaseFailedError where an order could not be worked off. */
    async drain(workers: number): Promise<Took> {
      let orders = 0;
      const took = await timed(async (eachMs) => {
        const handler = handlerNoting(eachMs);
        await fanOut(parts, shards);
        const worker = async (): Promise<void> => {
          for (let message = await receive(); message !== undefined; message = await receive()) {
            orders++;
            const answer = await handler(eventOf(message), contextOf(performance.now()));
            if ("batchItemFailures" in answer && answer.batchItemFailures.length > 0) {
              throw new ReleaseFailedError("An order could not be worked off.");
            }
            const { ReceiptHandle = "" } = message;
            await sqs.send(new DeleteMessageCommand({ ...queue, ReceiptHandle }));
          }
        };
        await Promise.all(Array.from({ length: workers }, worker));
      });
      const until = toTimestamp(systemClock.now());
      const pages = await Promise.all(shards.map((shard) => parts.due.page({ shard, until }, 1)));
      return { ...took, orders, leftShards: pages.filter(({ entries }) => entries.length > 0).length };
    },
  };
}

/** A message as Lambda hands it to a function; the fields that nothing reads are not made up. */
function eventOf({ MessageId: messageId = "", Body: body = "" }: Message): SQSEvent {
  return { Records: [{ messageId, body } as SQSRecord] };
}

/** What Lambda says of a call of the function, as far as it is read. */
function contextOf(begun: number): Context {
  return {
    functionName: "escrow-releaser-bench",
    functionVersion: "1",
    invokedFunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:escrow-releaser-bench",
    memoryLimitInMB: "512",
    awsRequestId: "5f0c1f9e-6f5e-4a8e-9a3f-2f1d6d1f0a11",
    getRemainingTimeInMillis: () => LIMIT_MS - (performance.now() - begun),
  } as Context;
}
