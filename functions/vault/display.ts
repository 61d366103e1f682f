import { type BrandName, brandOf } from "./brand";

/** What of a card number may be stored in clear and shown (PCI DSS 3.4.1). */
export interface Display {
  readonly brand: BrandName;
  /** The issuer's number: absent where a number has fewer than 15 digits. */
  readonly bin?: string;
  readonly lastFour: string;
}

/**
 * What may be shown of a card number (digits alone): from 16 digits on the BIN (6, or 8 where the brand's range has 8)
 * and the last four; of 15 digits six and four; of fewer the last four alone. At least four digits always stay hidden.
 */
export function displayOf(digits: string): Display {
  const brand = brandOf(digits);
  const lastFour = digits.slice(-4);
  if (digits.length < 15) return { brand: brand.name, lastFour };
  const binLength = digits.length === 15 ? 6 : brand.binLength;
  return { brand: brand.name, bin: digits.slice(0, binLength), lastFour };
}
