/** A customer's payment method as it is kept: masked, a token stands for the card (PCI DSS 3.4.1). */
export interface PaymentMethod {
  readonly token: string;
  readonly brand: string;
  /** The issuer's number: absent where a number is short. */
  readonly bin?: string;
  readonly lastFour: string;
  /** 1 to 12. */
  readonly expMonth: number;
  /** Four digits. */
  readonly expYear: number;
  /** The vault's key of the card, the same under all customers: limits count by it. Absent of methods kept before there was one. */
  readonly cardKey?: string;
  /** When it was kept first, ISO 8601 UTC. */
  readonly addedAt: string;
}

/** A card as it may be shown. */
export type MaskedCard = Omit<PaymentMethod, "token" | "cardKey" | "addedAt">;

/** The port to customers' payment methods. */
export interface MethodStore {
  /** Keeps a method; one that is known gets the new expiry and stays where it is in the list. */
  keep(customerId: string, method: PaymentMethod): Promise<void>;
  /** The methods behind a token, the newest first, at most `limit`. */
  page(customerId: string, behind: string | undefined, limit: number): Promise<readonly PaymentMethod[]>;
}
