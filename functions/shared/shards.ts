import { createHash } from "node:crypto";

/** Over how many shards things of a kind are spread, so that no part of a sparse index is hot. */
export type ShardCount = 16 | 64;

/** The shard that a thing stands in, such as `event/us-west-2/7`, or of 64 `release/us-west-2/3f`. */
export function shardOf(kind: string, region: string, id: string, count: ShardCount = 16): string {
  // Ids hold their time first, so that their own digits are no even spread.
  const place = Math.floor((createHash("sha256").update(id).digest().readUInt8(0) * count) / 256);
  return shardName(kind, region, place, count);
}

/** All shards that things of a kind stand in. */
export function shardsOf(kind: string, region: string, count: ShardCount = 16): readonly string[] {
  return Array.from({ length: count }, (_, place) => shardName(kind, region, place, count));
}

function shardName(kind: string, region: string, place: number, count: ShardCount): string {
  return `${kind}/${region}/${place.toString(16).padStart(count === 16 ? 1 : 2, "0")}`;
}
