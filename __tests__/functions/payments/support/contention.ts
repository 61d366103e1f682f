import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import type { World } from "./world";

/** The answer to a transaction that met another on one of its items. */
export function conflict(): TransactionCanceledException {
  return new TransactionCanceledException({
    message: "cancelled",
    $metadata: {},
    CancellationReasons: [{ Code: "TransactionConflict" }],
  });
}

/** Has transactions meet others: those of these numbers, counted from 1, where nothing else is said the next one. */
export function contend(world: World, places: readonly number[] = [1]): void {
  let count = 0;
  world.table.before = (command) => {
    if (command === "TransactWriteItemsCommand" && places.includes(++count)) throw conflict();
  };
}
