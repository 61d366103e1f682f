/** Transfer Family refuses a call. */
export class TransferRefusal extends Error {
  override readonly name = "TransferRefusal";
  constructor(
    readonly code: "InvalidRequestException" | "ResourceNotFoundException",
    message: string,
  ) {
    super(message);
  }
}

/** A request that is wrong in itself. */
export function invalid(message: string): TransferRefusal {
  return new TransferRefusal("InvalidRequestException", message);
}
