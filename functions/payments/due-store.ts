import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type DueEntry, postponeDue, queryDue } from "../shared/due-index-store";
import { type DueKind, dueShards } from "./shards";

/** The port to what waits for its time. */
export interface DueStore {
  /** What is due by a moment: of each shard the longest due, at most so many. */
  find(kind: DueKind, until: string, eachMax: number): Promise<readonly DueEntry[]>;
  /** Puts off what still stands under the moment that it was found under; what was finished meanwhile stays finished. */
  postpone(entry: DueEntry, until: string): Promise<void>;
}

/**
 * What is due in a Region. The index lags behind the items by a moment: whoever acts reads the item first. Actions:
 * `Query` on the index `due`, `UpdateItem`.
 */
export function dynamoDueStore(client: DynamoDBClient, tableName: string, region: string): DueStore {
  return {
    async find(kind, until, eachMax) {
      const found = await Promise.all(
        dueShards(kind, region).map((shard) => queryDue(client, tableName, { shard, until }, eachMax)),
      );
      return found.flatMap(({ entries }) => entries);
    },

    postpone: (entry, until) => postponeDue(client, tableName, entry, until),
  };
}
