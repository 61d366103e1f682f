import { readCursor, writeCursor } from "../shared/listing";
import { CURSOR_FAULT } from "../shared/page-request";
import type { Page } from "./ports";
import { type Refusal, refuse } from "./results";

/** Which page of a list is asked for. */
export interface PageAsked {
  readonly limit: number;
  readonly cursor?: string;
}

/** A page of a list, and what to ask for the next one by, where there is one. */
export interface Listed<Entry> {
  readonly entries: readonly Entry[];
  readonly nextCursor?: string;
}

/**
 * The page that is asked for, as a store gives it after an id.
 *
 * @param list names the list: its cursors are no other's.
 */
export async function listed<Entry>(
  { cursor, limit }: PageAsked,
  list: readonly string[],
  pageAfter: (id: string | undefined, limit: number) => Promise<Page<Entry>>,
): Promise<({ readonly ok: true } & Listed<Entry>) | Refusal> {
  const after = cursor === undefined ? undefined : readCursor(cursor, list);
  if (cursor !== undefined && !after) return refuse(CURSOR_FAULT);
  const { entries, next } = await pageAfter(after?.id, limit);
  // Ids alone give these lists their order.
  return { ok: true, entries, ...(next !== undefined && { nextCursor: writeCursor({ at: "", id: next }, list) }) };
}
