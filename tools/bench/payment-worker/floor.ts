import { DynamoDBClient, GetItemCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { randomUUID } from "node:crypto";
import { CONNECTION } from "../../../functions/shared/connection";
import type { Settings } from "./messages";
import { callsOf, renamed } from "./recording";
import { payerAt, type Subject } from "./subject";

/** The calls of a recorded payment and nothing else: its reads at once, then its transactions one after the other. */
export function floor({ payers, recording }: Settings): Subject {
  const client = new DynamoDBClient(CONNECTION);
  return {
    railCalls: () => 0,
    prepare(place) {
      const { reads, transactions } = callsOf(renamed(recording, payerAt(payers, place), randomUUID));
      return async () => {
        await Promise.all(reads.map((input) => client.send(new GetItemCommand(input))));
        for (const input of transactions) await client.send(new TransactWriteItemsCommand(input));
      };
    },
  };
}
