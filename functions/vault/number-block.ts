import { EnvelopeError } from "./envelope";

const DIGITS_MAX = 19;
const BLOCK_BYTES = 1 + DIGITS_MAX;

/**
 * A card number as a block of 20 bytes: how many digits, the digits in ASCII, zeros. All blocks are of one length, so a
 * ciphertext does not tell the length of its number.
 */
export function encodeNumber(digits: string): Buffer {
  if (!/^\d{1,19}$/.test(digits)) throw new EnvelopeError("A card number block takes 1 to 19 digits.");
  const block = Buffer.alloc(BLOCK_BYTES);
  block.writeUInt8(digits.length);
  block.write(digits, 1, "ascii");
  return block;
}

/**
 * The digits in a block.
 *
 * @throws EnvelopeError where it is not one.
 */
export function decodeNumber(block: Uint8Array): string {
  const bytes = Buffer.from(block.buffer, block.byteOffset, block.length);
  const length = bytes.length === BLOCK_BYTES ? bytes.readUInt8() : 0;
  const digits = bytes.toString("latin1", 1, 1 + length);
  const rest = bytes.subarray(1 + length);
  if (length === 0 || length > DIGITS_MAX || !/^\d+$/.test(digits) || rest.some((byte) => byte !== 0)) {
    throw new EnvelopeError("The envelope does not hold a card number.");
  }
  return digits;
}
