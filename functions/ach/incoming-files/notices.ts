import { applyCorrection, type CorrectionOutcome } from "../incoming/correct";
import { applyReturn } from "../incoming/return";
import { shownTrace } from "../resources";
import { type EntryNotice, NoticeReader } from "./entry-notices";
import { except, type Tally } from "./incoming-file";
import type { IncomingParts } from "./parts";

/**
 * Applies the returns and corrections of a NACHA file: each to the entry that its trace, amount and bank name. The file is
 * read to its end first, since its connection does not wait for our books; its notices are no larger than itself. One after
 * another: all returns of a bank meet on its settlement account.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function takeNotices(
  parts: IncomingParts,
  chunks: AsyncIterable<Uint8Array>,
  tally: Tally,
): Promise<void> {
  const batches: (readonly EntryNotice[])[] = [];
  const reader = new NoticeReader(
    (notices) => batches.push(notices),
    ({ record, code }) => {
      except(tally, "faults", { what: code, place: record });
    },
  );
  for await (const chunk of chunks) reader.push(Buffer.from(chunk));
  reader.end();
  for (const notice of batches.flat()) await takeNotice(parts, notice, tally);
}

async function takeNotice(parts: IncomingParts, notice: EntryNotice, tally: Tally): Promise<void> {
  switch (await outcomeOf(parts, notice)) {
    case "applied":
      tally.applied++;
      return;
    case "known":
      tally.known++;
      return;
    case "too_early":
      tally.tooEarly++;
      return;
    case "unmatched":
      except(tally, "unmatched", { ...shownNotice(notice), what: "unmatched" });
      return;
    case "unusable":
      except(tally, "faults", { ...shownNotice(notice), what: "unusable" });
  }
}

function outcomeOf(parts: IncomingParts, notice: EntryNotice): Promise<CorrectionOutcome> {
  return notice.kind === "return" ? applyReturn(parts, notice) : applyCorrection(parts, notice);
}

/** What is kept of a notice: nothing of an account. */
function shownNotice({ record, trace, code }: EntryNotice) {
  return { place: record, code, ...(/^\d{15}$/.test(trace) && { trace: shownTrace(trace) }) };
}
