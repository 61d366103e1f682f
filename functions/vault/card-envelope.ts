import type { Encryptor } from "./encryptor";
import type { KeyContext } from "./key-management";
import { decodeNumber, encodeNumber } from "./number-block";
import type { StoredCard } from "./token-store";

const PURPOSE = "card-number";

/** The KMS encryption context of the data keys that seal one table's cards. */
export function cardKeyContext(tableName: string): KeyContext {
  return { purpose: "card-envelope", table: tableName };
}

/** An envelope with a card number (digits alone), bound to the customer and the token. */
export async function sealNumber(
  encryptor: Pick<Encryptor, "encrypt">,
  digits: string,
  { customerId, token }: Pick<StoredCard, "customerId" | "token">,
): Promise<Uint8Array> {
  return encryptor.encrypt(encodeNumber(digits), { purpose: PURPOSE, customerId, token });
}

/**
 * The number of a stored card, digits alone.
 *
 * @throws EnvelopeError where the envelope was tampered with or is another card's.
 */
export async function openNumber(
  encryptor: Pick<Encryptor, "decrypt">,
  { envelope, customerId, token }: Pick<StoredCard, "envelope" | "customerId" | "token">,
): Promise<string> {
  return decodeNumber(await encryptor.decrypt(envelope, { purpose: PURPOSE, customerId, token }));
}
