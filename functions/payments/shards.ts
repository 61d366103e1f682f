import { shardOf, shardsOf } from "../shared/shards";

/** What waits for its time: each is swept on its own. */
export type DueKind = "attempt" | "authorisation" | "suspense" | "settlement" | "event";

/** What can be listed. */
export type ListKind = "payment" | "event";

/** The shard of the index `due` that a thing waits in: one of sixteen by its id, so that no part of the index is hot. */
export function dueShard(kind: DueKind, region: string, id: string): string {
  return shardOf(kind, region, id);
}

/** All shards that things of a kind wait in. */
export function dueShards(kind: DueKind, region: string): readonly string[] {
  return shardsOf(kind, region);
}

/** The shard of the index `listed` that a thing is found in. */
export function listShard(kind: ListKind, region: string, id: string): string {
  return shardOf(kind, region, id);
}

/** All shards that things of a kind are found in. */
export function listShards(kind: ListKind, region: string): readonly string[] {
  return shardsOf(kind, region);
}
