/**
 * A transfer failed. AWS documents CONNECTION_ERROR ("Unknown Host") and RETRIEVE_FILE_NOT_FOUND; the other codes are
 * made after them.
 */
export class TransferFailure extends Error {
  override readonly name = "TransferFailure";
  constructor(
    readonly code:
      | "ASSUME_ROLE_ERROR"
      | "SECRET_ERROR"
      | "CONNECTION_ERROR"
      | "SEND_FILE_NOT_FOUND"
      | "RETRIEVE_FILE_NOT_FOUND"
      | "DIRECTORY_NOT_FOUND"
      | "REMOTE_SERVER_ERROR"
      | "S3_ERROR"
      | "INTERNAL_ERROR",
    message: string,
  ) {
    super(message);
  }
}

/** The failure that an error is: what nobody has foreseen is the front door's own. */
export function failureOf(error: unknown): TransferFailure {
  return error instanceof TransferFailure ? error : new TransferFailure("INTERNAL_ERROR", String(error));
}
