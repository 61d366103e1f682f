import { cancelFile, type CancelParts } from "../batches/cancel-file";
import { findFile } from "../batches/file-steps";
import type { DeliveryReport } from "./deliver";

/**
 * Cancels a file of which a person knows that the bank does not have it: its transfers go with other windows and new dates.
 * A file that is not held is left as it is. Who dies in between is finished by asking again.
 *
 * @throws FileNotFoundError, BusyError, and whatever the ports throw.
 */
export async function cancelHeld(parts: CancelParts, fileId: string): Promise<DeliveryReport> {
  const { status } = await findFile(parts, fileId);
  const isHeld = status === "held" || status === "cancelling";
  if (!isHeld) return { fileId, status, ...(status !== "cancelled" && { refused: "not_held" }) };
  const cancelled = await cancelFile(parts, fileId, "undelivered");
  return { fileId, status: cancelled.status };
}
