import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import * as z from "zod/mini";
import { PlatformError } from "../shared/errors";
import type { Log } from "../shared/logging";
import { type DrainOrder, type DrainParts, fanOut } from "./drain";

/** A message of the queue is no order; it goes to the dead letters. */
export class OrderError extends PlatformError {
  readonly code = "order_invalid";
}

const order = z.object({ shard: z.string(), until: z.iso.datetime() });

/** An order as the queue has it. @throws OrderError */
export function readOrder({ body }: Pick<SQSRecord, "body">): DrainOrder {
  const read = order.safeParse(parsed(body));
  if (read.success) return read.data;
  throw new OrderError("A message of the queue is no order to work a shard off.");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a function is called with: messages of its queue, or its schedule's minute. */
export type OrderEvent = SQSEvent | { readonly source: string };

/** A handler that orders its shards to be worked off each minute, and works off what was ordered. */
export function serveOrders(
  log: Log,
  parts: DrainParts,
  shards: readonly string[],
  work: (order: DrainOrder, context: Context) => Promise<object>,
): (event: OrderEvent, context: Context) => Promise<SQSBatchResponse | { readonly ordered: number }> {
  return async (event, context) => {
    log.addContext(context);
    if (!("Records" in event)) {
      const ordered = await fanOut(parts, shards);
      log.info("ordered", { ordered });
      return { ordered };
    }
    const failed: string[] = [];
    for (const record of event.Records) {
      try {
        const report = await work(readOrder(record), context);
        log.info("worked off", { ...report });
      } catch (error) {
        log.error("an order could not be worked off", {
          error: error instanceof Error ? error : new Error("Something that is no error was thrown."),
        });
        failed.push(record.messageId);
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}
