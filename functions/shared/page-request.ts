import { toTimestamp } from "./clock";
import { type Page, readCursor, type Window, writeCursor } from "./listing";
import { type FaultOf, refuse, type ResultOf } from "./results";

/** Which page of a list is asked for. */
export interface PageRequest {
  /** 1 to 100. */
  readonly limit: number;
  readonly cursor?: string;
  /** ISO 8601 with an offset: made at this moment or later. */
  readonly createdAfter?: string;
  /** Made before this moment. */
  readonly createdBefore?: string;
}

/** A page as the API shows it; without `next_cursor` it is the last. */
export interface PageResource<Resource> {
  readonly data: readonly Resource[];
  readonly next_cursor?: string;
}

/** What can be wrong with the request of a page. */
export type PageFault = FaultOf<"invalid" | "cursor_invalid">;

const EVER = { from: "0000-01-01T00:00:00.000Z", to: "9999-12-31T23:59:59.999Z" };

/** The window that a request asks for, or all that is wrong with it; `filters` is what its cursors are for. */
export function readPageRequest(
  { cursor, createdAfter, createdBefore }: PageRequest,
  kind: readonly unknown[],
): ResultOf<{ readonly window: Window; readonly filters: readonly unknown[] }, PageFault> {
  const from = createdAfter === undefined ? EVER.from : momentOf(createdAfter, 0);
  const to = createdBefore === undefined ? EVER.to : momentOf(createdBefore, -1);
  const filters = [...kind, from, to];
  const behind = cursor === undefined ? undefined : readCursor(cursor, filters);
  const faults: PageFault[] = [];
  if (from === undefined) faults.push(momentFault("created_after"));
  if (to === undefined) faults.push(momentFault("created_before"));
  if (cursor !== undefined && !behind) faults.push(CURSOR_FAULT);
  if (from === undefined || to === undefined || faults.length > 0) return refuse(...faults);
  return { ok: true, window: { from, to, ...(behind && { behind }) }, filters };
}

/** A moment in the form that is stored, moved by milliseconds; nothing where there is no such moment. */
function momentOf(text: string, move: number): string | undefined {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : toTimestamp(at + move);
}

function momentFault(param: string): PageFault {
  return { code: "invalid", param, message: `${param}: must be a moment, ISO 8601 with its offset.` };
}

/** The answer to a cursor that was changed, or belongs to another list. */
export const CURSOR_FAULT: PageFault = {
  code: "cursor_invalid",
  param: "cursor",
  message: "cursor: must be a next_cursor of this list with the same filters, as it was given.",
};

/** A page as the API shows it. */
export function pageResource<Entry, Resource>(
  { entries, next }: Page<Entry>,
  resourceOf: (entry: Entry) => Resource,
  filters: readonly unknown[],
): PageResource<Resource> {
  return { data: entries.map(resourceOf), ...(next && { next_cursor: writeCursor(next, filters) }) };
}
