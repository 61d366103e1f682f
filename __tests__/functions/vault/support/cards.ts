import fc from "fast-check";
import { passesLuhn } from "../../../../functions/shared/card-number-guard";
import { BRAND_RANGES, brandOf } from "../../../../functions/vault/brand";

/** Numbers that are published for testing. */
export const VISA = "4242424242424242";
export const MASTERCARD = "5555555555554444";
export const AMEX = "378282246310005";

/** The digits with the check digit that Luhn asks for after them. */
export function withCheckDigit(digits: string): string {
  const check = [..."0123456789"].find((digit) => passesLuhn(digits + digit));
  return `${digits}${check}`;
}

const digit = fc.constantFrom(..."0123456789");
const text = (length: number) => fc.array(digit, { minLength: length, maxLength: length }).map((all) => all.join(""));

/** Any number of 12 to 19 digits that passes Luhn, of whatever brand. */
export const anyNumber = fc.integer({ min: 11, max: 18 }).chain(text).map(withCheckDigit);

/** A number that is right for its brand. */
export const goodNumber = fc
  .constantFrom(...BRAND_RANGES)
  .chain(({ first, last }) =>
    fc
      .tuple(fc.integer({ min: Number(first), max: Number(last) }), text(19))
      .chain(([prefix, rest]) =>
        fc
          .constantFrom(...brandOf(String(prefix)).lengths)
          .map((length) => withCheckDigit(`${prefix}${rest}`.slice(0, length - 1))),
      ),
  );

/** A number as people write it: digits, or digits in groups. */
export const written = (number: string) =>
  fc.constantFrom("", " ", "-").map((separator) => (number.match(/\d{1,4}/g) ?? []).join(separator));
