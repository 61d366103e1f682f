import type { Day, Window } from "../calendar";

/** Which window is meant. */
export interface WindowKey {
  readonly processingDay: Day;
  readonly name: Window["name"];
}

/** A file of a window's plan: how many transfers and batches it was planned with. */
export interface PlannedPart {
  readonly fileId: string;
  readonly planned: number;
  readonly batches: number;
}

/**
 * What became of a window. `closing`: nobody new may choose it, and its plan is made. `planned`: the plan is fixed, and
 * claimed. `closed`: every transfer of the plan is in a file or has another window; what comes late is moved on. `done`:
 * nothing can come late any more, and no file waits.
 */
export interface WindowState extends WindowKey {
  readonly status: "closing" | "planned" | "closed" | "done";
  readonly planId?: string;
  readonly files: readonly PlannedPart[];
  /** ISO 8601 UTC. */
  readonly closingAt: string;
  readonly closedAt?: string;
  readonly version: number;
}

/** `2026-11-23_same-day-1`, as files' names begin behind the ODFI. */
export function windowName({ processingDay, name }: WindowKey): string {
  return `${processingDay}_${name}`;
}
