import type { PreparingParts } from "../parts";
import type { Result } from "../results";
import { cancel } from "./cancel";
import { charge } from "./charge";
import { ask, type RailKnowledge } from "./knowledge";
import { readRequest, type RailRequest } from "./request";
import { refund } from "./refund";

/** What the rail answers, or all that is wrong with the request. */
export type RailResult = Result<RailKnowledge & { readonly reference: string }>;

/**
 * The rail `ach-debit`: a payment by bank account, in the protocol of the vault's `rail-egress`. What is sent again under
 * its reference gets what became of it, and moves nothing.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function serveRail(parts: PreparingParts, event: unknown): Promise<RailResult> {
  const read = readRequest(event);
  if (!read.ok) return read;
  const answer = await answerTo(parts, read.request);
  return "errors" in answer ? answer : { ok: true, reference: read.request.reference, ...answer };
}

function answerTo(parts: PreparingParts, request: RailRequest) {
  switch (request.operation) {
    case "charge":
      return charge(parts, request);
    case "refund":
      return refund(parts, request);
    case "cancel":
      return cancel(parts, request);
    case "ask":
      return ask(parts, request.reference);
  }
}
