import { type Books, noticeMessage, pendingNotices } from "../../functions/simulator";
import { type Clock, toTimestamp } from "../../functions/shared/clock";
import { signatureHeaders } from "../../functions/webhooks/standard-webhooks";

/** What the simulator's notices are delivered with. */
export interface NoticeDelivery {
  readonly books: Books;
  readonly clock: Clock;
  /** `POST /webhooks/acquirer` of the platform. */
  readonly url: string;
  /** The secret that the platform knows the acquirer by, `whsec_...`. */
  readonly secret: string;
}

/** The platform did not take a notice; it stays pending, and so do those after it. */
export class NoticeRefusedError extends Error {
  override readonly name = "NoticeRefusedError";
}

const ANSWER_MS = 10_000;

/**
 * Delivers what the acquirer's simulator has to tell by now, in order, each signed by Standard Webhooks and under an id of
 * its own: one that was delivered before is known by its receiver.
 *
 * @returns how many were delivered.
 * @throws NoticeRefusedError, and what `fetch` throws where nobody answers.
 */
export async function deliverNotices({ books, clock, url, secret }: NoticeDelivery): Promise<number> {
  const due = await pendingNotices(books, toTimestamp(clock.now()));
  for (const notice of due) {
    const { id, body } = noticeMessage(notice);
    const timestamp = Math.floor(clock.now() / 1000);
    const { status } = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...signatureHeaders({ id, timestamp, body }, [secret]) },
      body,
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    if (status < 200 || status > 299) {
      throw new NoticeRefusedError(`${notice.kind} of ${notice.of}: ${url} answered ${String(status)}.`);
    }
    await books.markDelivered(notice, toTimestamp(clock.now()));
  }
  return due.length;
}
