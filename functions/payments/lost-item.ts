import { PlatformError } from "../shared/errors";

/** An attempt without its payment, a payment without its escrow, or the other way round: both are written in one transaction. */
export class LostItemError extends PlatformError {
  readonly code = "item_lost";
}
