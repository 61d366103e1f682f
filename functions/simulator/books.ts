import type { SimulatedAnswer, SimulatedCharge, SimulatedNotice } from "./charge";

/** A capture, refund or cancellation that was answered. */
export interface SimulatedFollowUp {
  readonly reference: string;
  /** The charge's reference. */
  readonly of: string;
  readonly answer: SimulatedAnswer;
}

/** What one request writes: all of it, or nothing. */
export interface SimulatedEntry {
  /** The charge's next version; 1 is a new charge. */
  readonly charge?: SimulatedCharge;
  /** New to the books. */
  readonly followUp?: SimulatedFollowUp;
  readonly notices: readonly SimulatedNotice[];
}

/** The port to where the simulator keeps its books. */
export interface Books {
  findCharge(reference: string): Promise<SimulatedCharge | undefined>;
  findFollowUp(reference: string): Promise<SimulatedFollowUp | undefined>;
  /** Writes an entry; false where another wrote first, and nothing was written. */
  commit(entry: SimulatedEntry): Promise<boolean>;
  /** Notices that are due from one moment to another (ISO 8601 UTC, both included), in order of time. */
  notices(from: string, until: string): Promise<SimulatedNotice[]>;
  /** Keeps that a notice was delivered. */
  markDelivered(notice: SimulatedNotice, at: string): Promise<void>;
}

/** Before any notice. */
const BEGINNING = "1970-01-01T00:00:00.000Z";

/** The notices that are due until a moment and were not delivered yet. */
export async function pendingNotices(books: Books, until: string): Promise<SimulatedNotice[]> {
  const due = await books.notices(BEGINNING, until);
  return due.filter(({ deliveredAt }) => deliveredAt === undefined);
}
