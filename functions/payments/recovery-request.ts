import * as z from "zod/mini";
import { maskCardNumbers } from "../shared/card-number-guard";
import { PlatformError } from "../shared/errors";
import { requestFaults } from "../shared/request-fields";
import type { GiveUpRequest } from "./give-up";
import { reference } from "./inbound/notice";

/** Recovery was asked for something that it does not do. */
export class RecoveryRequestError extends PlatformError {
  readonly code = "recovery_request";
}

/** What the schedule or a person asks. */
type RecoveryRequest = { readonly ask: "sweep" } | (GiveUpRequest & { readonly ask: "give_up" });

const yesOrNo = z._default(z.boolean("must be true or false"), false);
const scheduled = z.strictObject({ source: z.literal("schedule", 'must be "schedule"') });
const wished = z.strictObject({ give_up: reference, confirmed: yesOrNo, unanswered: yesOrNo });

const ALLOWED =
  'Allowed is {"source":"schedule"}, or {"give_up":"<reference>"} with any of "confirmed" and "unanswered".';

/** What is asked of recovery. @throws RecoveryRequestError naming the fields that are wrong, and what is allowed. */
export function readRecoveryRequest(event: unknown): RecoveryRequest {
  if (typeof event === "object" && event !== null && "source" in event) {
    read(scheduled, event);
    return { ask: "sweep" };
  }
  const { give_up: key, confirmed, unanswered } = read(wished, event);
  const [fault] = requestFaults({ give_up: key.paymentId }).concat(requestFaults({ give_up: key.name }));
  if (fault) throw new RecoveryRequestError(`${fault.message} ${ALLOWED}`);
  return { ask: "give_up", key, confirmed, unanswered };
}

function read<Schema extends z.ZodMiniType>(schema: Schema, event: unknown): z.output<Schema> {
  const { success, data, error } = schema.safeParse(event);
  if (success) return data;
  const faults = error.issues.map((issue) => {
    if (issue.code === "unrecognized_keys") return `${maskCardNumbers(issue.keys.join(", "))}: not known.`;
    return issue.path.length > 0 ? `${issue.path.join(".")}: ${issue.message}.` : "The event is no record.";
  });
  throw new RecoveryRequestError([...faults, ALLOWED].join(" "));
}
