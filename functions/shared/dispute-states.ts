/** Where a dispute can stand, in the order in which it moves. */
export const DISPUTE_STATUSES = ["opened", "evidence_required", "under_review", "won", "lost", "withdrawn"] as const;

/** One of the statuses. */
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number];

const OVER = ["won", "lost", "withdrawn"] as const satisfies readonly DisputeStatus[];

/** Whether a dispute is decided. */
export function isOver(status: DisputeStatus): boolean {
  return (OVER as readonly DisputeStatus[]).includes(status);
}

/**
 * Whether a dispute goes from one status to another: forwards alone, and rails may leave steps out. What a notice tells a
 * second time, or too late, leads nowhere.
 */
export function mayGo(from: DisputeStatus, to: DisputeStatus): boolean {
  return !isOver(from) && DISPUTE_STATUSES.indexOf(to) > DISPUTE_STATUSES.indexOf(from);
}
