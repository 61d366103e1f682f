/** What stands in a buffer, read by hand: no text is made. */

export const BLANK = 0x20;
export const ZERO = 0x30;
export const NINE = 0x39;

/** A whole number of digits, at most 15 of them; -1 where a character is no digit. */
export function readNumber(bytes: Buffer, start: number, end: number): number {
  let value = 0;
  for (let place = start; place < end; place++) {
    const digit = (bytes[place] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Whether all characters are this one. */
export function isFilledWith(bytes: Buffer, start: number, end: number, character: number): boolean {
  for (let place = start; place < end; place++) if (bytes[place] !== character) return false;
  return true;
}

/** Whether characters are printable ASCII; the sign of one sum tells, without a branch a character. */
export function isPrintable(bytes: Buffer, start: number, end: number): boolean {
  let outside = 0;
  for (let place = start; place < end; place++) {
    const character = bytes[place] ?? 0;
    outside |= (character - 0x20) | (0x7e - character);
  }
  return outside >= 0;
}

/** Characters as text: each byte is one. */
export function textOf(bytes: Buffer, start: number, end: number): string {
  return bytes.toString("latin1", start, end);
}
