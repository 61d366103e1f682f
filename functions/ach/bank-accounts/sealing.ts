import { createHmac, timingSafeEqual } from "node:crypto";
import type { Encryptor } from "../../vault";
import { type AccountOwner, type BankAccount, ownerName } from "./account";
import { decodeAccountNumber, encodeAccountNumber, normalAccountNumber } from "./account-number";

const PURPOSE = "bank-account-number";

/** The KMS encryption context of the data keys that seal one table's account numbers. */
export function accountKeyContext(tableName: string): Readonly<Record<string, string>> {
  return { purpose: "bank-account-envelope", table: tableName };
}

/** What an envelope is bound to: the token and its owner. */
type Sealed = Pick<BankAccount, "id" | "owner">;

/** An envelope with an account number, base64url; it opens for this token and owner alone. */
export async function sealAccountNumber(
  encryptor: Pick<Encryptor, "encrypt">,
  accountNumber: string,
  account: Sealed,
): Promise<string> {
  const envelope = await encryptor.encrypt(encodeAccountNumber(accountNumber), contextOf(account));
  return Buffer.from(envelope).toString("base64url");
}

/** The number of an account. @throws EnvelopeError, AccountNumberError where the envelope was altered or is another's. */
export async function openAccountNumber(
  encryptor: Pick<Encryptor, "decrypt">,
  account: Sealed & Pick<BankAccount, "envelope">,
): Promise<string> {
  const block = await encryptor.decrypt(Buffer.from(account.envelope, "base64url"), contextOf(account));
  return decodeAccountNumber(block);
}

function contextOf({ id, owner }: Sealed) {
  return { purpose: PURPOSE, customerId: ownerName(owner), token: id };
}

/** The keyed hash by which an owner's account is recognised; the table does not tell who shares one. */
export function fingerprintOfAccount(
  key: Uint8Array,
  owner: AccountOwner,
  { routingNumber, accountNumber }: { readonly routingNumber: string; readonly accountNumber: string },
): string {
  const message = JSON.stringify([
    "bank-account/1",
    ownerName(owner),
    routingNumber,
    normalAccountNumber(accountNumber),
  ]);
  return createHmac("sha256", key).update(message).digest("base64url");
}

/** The keyed hash of the amounts of a verification; their order does not matter. */
export function amountsMac(
  key: Uint8Array,
  bankAccountId: string,
  startedAt: string,
  cents: readonly number[],
): string {
  const message = JSON.stringify(["micro-entries/1", bankAccountId, startedAt, [...cents].sort((a, b) => a - b)]);
  return createHmac("sha256", key).update(message).digest("base64url");
}

/** Whether two MACs are the same, in a time that does not tell where they differ. */
export function sameMac(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
