import type { GetItemCommandInput, TransactWriteItemsCommandInput } from "@aws-sdk/client-dynamodb";
import { createHash } from "node:crypto";
import type { Payer, RecordedCall } from "./messages";

const ID = /([a-z]{2,3})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/g;
const ADDRESS = /adr_[A-Za-z0-9_-]{43}/g;

/** A call that the floor does not know how to make. */
export class UnknownCallError extends Error {
  override readonly name = "UnknownCallError";
}

/**
 * The calls of one payment as those of another, by another payer to the same provider: the same items, with other ids of
 * the same length.
 *
 * @param makeUuid makes each id's part behind its prefix.
 */
export function renamed(
  recording: readonly RecordedCall[],
  { customerId, token, street }: Payer,
  makeUuid: () => string,
): RecordedCall[] {
  const others = new Map<string, string>();
  const other = (id: string, prefix: string): string => {
    if (prefix === "cus") return customerId;
    if (prefix === "tok") return token;
    if (prefix === "pro") return id;
    const made = others.get(id) ?? `${prefix}_${makeUuid()}`;
    others.set(id, made);
    return made;
  };
  const address = `adr_${createHash("sha256").update(street).digest("base64url")}`;
  return recording.map(({ operation, body }) => {
    return { operation, body: body.replace(ID, other).replace(ADDRESS, address) };
  });
}

/** Recorded calls as the SDK takes them. */
export interface Calls {
  readonly reads: readonly GetItemCommandInput[];
  readonly transactions: readonly TransactWriteItemsCommandInput[];
}

/**
 * Reads and transactions of a recording, each in their order. The SDK makes the transactions' own tokens anew.
 *
 * @throws UnknownCallError where it holds any other call.
 */
export function callsOf(recording: readonly RecordedCall[]): Calls {
  const reads: GetItemCommandInput[] = [];
  const transactions: TransactWriteItemsCommandInput[] = [];
  for (const { operation, body } of recording) {
    if (operation === "GetItem") reads.push(JSON.parse(body) as GetItemCommandInput);
    else if (operation === "TransactWriteItems") {
      const { TransactItems } = JSON.parse(body) as TransactWriteItemsCommandInput;
      transactions.push({ TransactItems });
    } else throw new UnknownCallError(`A payment makes a call of ${operation}: the floor must make it too.`);
  }
  return { reads, transactions };
}
