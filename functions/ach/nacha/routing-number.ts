import { readNumber, ZERO } from "./bytes";

const WEIGHTS = [3, 7, 1, 3, 7, 1, 3, 7] as const;

/** The check digit of eight digits in a buffer, which must be digits. Source: ABA, weights 3 7 1. */
export function checkDigitAt(bytes: Buffer, start: number): number {
  let sum = 0;
  for (let place = 0; place < 8; place++) sum += ((bytes[start + place] ?? 0) - ZERO) * (WEIGHTS[place] ?? 0);
  return (10 - (sum % 10)) % 10;
}

/** Whether the first two digits are of a Federal Reserve district (01-12), a thrift (21-32), an electronic identifier (61-72) or 80. */
export function isRoutingPrefix(prefix: number): boolean {
  return (
    (prefix >= 1 && prefix <= 12) || (prefix >= 21 && prefix <= 32) || (prefix >= 61 && prefix <= 72) || prefix === 80
  );
}

/** Whether a text is a routing number: nine digits, a known prefix, the right check digit. */
export function isRoutingNumber(number: string): boolean {
  if (!/^\d{9}$/.test(number)) return false;
  const bytes = Buffer.from(number, "latin1");
  return isRoutingPrefix(readNumber(bytes, 0, 2)) && checkDigitAt(bytes, 0) === readNumber(bytes, 8, 9);
}
