import { PlatformError } from "../../shared/errors";

/** What an envelope holds is no account number: it was made by something else. */
export class AccountNumberError extends PlatformError {
  readonly code = "account_number_block_invalid";
}

const LENGTH_MAX = 17;
const BLOCK_BYTES = 1 + LENGTH_MAX;

/** Letters, digits, and blanks and hyphens between them. Nacha: alphanumeric, 17 columns. */
const FORM = /^[A-Za-z0-9][A-Za-z0-9 -]{2,15}[A-Za-z0-9]$/;

/** What an account number must be, in words. */
export const ACCOUNT_NUMBER_FORM = "4 to 17 letters and digits, blanks and hyphens between them";

/** Whether a text may be an account number. */
export function isAccountNumber(text: string): boolean {
  return FORM.test(text);
}

/** The same account however its number is written: without blanks and hyphens, in capitals. */
export function normalAccountNumber(accountNumber: string): string {
  return accountNumber.replace(/[ -]/g, "").toUpperCase();
}

/** An account number as a block of 18 bytes, so that a ciphertext does not tell its length: length, ASCII, zeros. */
export function encodeAccountNumber(accountNumber: string): Buffer {
  if (accountNumber.length === 0 || accountNumber.length > LENGTH_MAX || !/^[\x20-\x7e]+$/.test(accountNumber)) {
    throw new AccountNumberError(`An account number block takes 1 to ${LENGTH_MAX} printable ASCII characters.`);
  }
  const block = Buffer.alloc(BLOCK_BYTES);
  block.writeUInt8(accountNumber.length);
  block.write(accountNumber, 1, "latin1");
  return block;
}

/** The account number in a block. @throws AccountNumberError where it is none. */
export function decodeAccountNumber(block: Uint8Array): string {
  const bytes = Buffer.from(block.buffer, block.byteOffset, block.length);
  const length = bytes.length === BLOCK_BYTES ? bytes.readUInt8() : 0;
  const text = bytes.toString("latin1", 1, 1 + length);
  const rest = bytes.subarray(1 + length);
  if (length === 0 || length > LENGTH_MAX || !/^[\x20-\x7e]+$/.test(text) || rest.some((byte) => byte !== 0)) {
    throw new AccountNumberError("The envelope does not hold an account number.");
  }
  return text;
}
