/** A card as an acquirer gets it. */
export interface RailCard {
  /** Digits alone. */
  readonly number: string;
  readonly expMonth: number;
  readonly expYear: number;
  /** Only in the call that carries it in; never stored, never sent again later (PCI DSS 3.3.1). */
  readonly cvc?: string;
}

/** What every operation at the rail carries. */
interface RailRequest {
  /**
   * A pure idempotency key, made from what is being done. The contract of every adapter: sending the same reference
   * again gives the first answer and cannot charge again.
   */
  readonly reference: string;
  readonly card: RailCard;
}

/** Is this card good? Moves nothing. */
export type VerifyRequest = RailRequest;

/** Reserves an amount on a card. */
export interface AuthoriseRequest extends RailRequest {
  /** Integer cents, more than 0. */
  readonly amountCents: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** What the acquirer answered. */
export interface RailOutcome {
  /** `unknown`: no definite answer, such as a time-out. It is not a failure: ask by the reference, do not charge anew. */
  readonly outcome: "approved" | "declined" | "unknown";
  /** Why, in snake_case: `approved`, `insufficient_funds`, `timeout` and the like. */
  readonly code: string;
  /** The acquirer's own name for what it did; absent where nothing is known to have been done. */
  readonly acquirerReference?: string;
}

/**
 * The port to who accepts cards. An adapter answers `unknown` for a rail that does not (10 seconds at most), and throws
 * only for its own bugs.
 */
export interface Acquirer {
  verify(request: VerifyRequest): Promise<RailOutcome>;
  authorise(request: AuthoriseRequest): Promise<RailOutcome>;
}
