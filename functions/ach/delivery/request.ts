import * as z from "zod/mini";
import { PlatformError } from "../../shared/errors";

/** Delivery was asked for something that it does not do. */
export class DeliveryRequestError extends PlatformError {
  readonly code = "ach_delivery_request";
}

/** What a schedule or a person asks: a look at all files that are due, at one, or that one is sent again or cancelled. */
type DeliveryRequest =
  { readonly ask: "due" } | { readonly ask: "file" | "resend" | "cancel"; readonly fileId: string };

const fileId = z.string().check(z.regex(/^\d{8}_\d{4}-\d\d-\d\d_[a-z0-9-]+_\d\d$/));
const request = z.union([
  z.strictObject({}),
  z.strictObject({ file: fileId }),
  z.strictObject({ resend: fileId }),
  z.strictObject({ cancel: fileId }),
]);

/** What is asked of delivery. @throws DeliveryRequestError naming what is allowed. */
export function readDeliveryRequest(event: unknown): DeliveryRequest {
  const read = request.safeParse(event);
  if (!read.success) {
    throw new DeliveryRequestError(
      'allowed is {}, {"file":"<file id>"}, {"resend":"<file id>"} or {"cancel":"<file id>"}, with a file id such as 12104288_2026-11-23_standard_01.',
    );
  }
  if ("cancel" in read.data) return { ask: "cancel", fileId: read.data.cancel };
  if ("resend" in read.data) return { ask: "resend", fileId: read.data.resend };
  return "file" in read.data ? { ask: "file", fileId: read.data.file } : { ask: "due" };
}
