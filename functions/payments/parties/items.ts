import * as z from "zod/mini";
import { payoutMoment } from "../../ach";
import { type Item, ItemError, itemKey, itemOf, readItem } from "../../shared/dynamodb";
import {
  type AnyParty,
  type Customer,
  PARTY_STATUSES,
  type PartyKey,
  type PartyStanding,
  PAYOUT_SCHEDULES,
  type Provider,
} from "./party";

/*
 * Parties in the payments' table. None of their attributes is called `customerId` or `createdAt`: with both an item
 * would stand in the index `by_customer`, which is of payments.
 */

/** The key of a customer (`CUSTOMER#id`, `CUSTOMER`) or a provider. */
export const partyKey = ({ kind, id }: PartyKey): Item => itemKey([KEY_WORD[kind], id], [KEY_WORD[kind]]);

const KEY_WORD = { customer: "CUSTOMER", provider: "PROVIDER" } as const;

/** The id of the provider that an item is, by its key alone. @throws ItemError */
export function providerIdOf({ pk }: Item): string {
  const [kind, id] = pk?.S?.split("#") ?? [];
  if (kind === KEY_WORD.provider && id !== undefined) return id;
  throw new ItemError("An item is no provider by its key.");
}

/** A party as an item. A provider stands in the index `due` while its payouts go by the clock. */
export function writeParty(party: AnyParty): Item {
  const { kind, ...fields } = party;
  const { nextPayoutOn } = party.kind === "provider" ? party : {};
  return itemOf(
    partyKey({ kind, id: party.id }),
    fields,
    nextPayoutOn === undefined ? {} : { dueAt: payoutMoment(nextPayoutOn) },
  );
}

const status = z.enum(PARTY_STATUSES);
const maybeText = z.optional(z.string());
const shared = {
  id: z.string(),
  status,
  externalReference: maybeText,
  name: maybeText,
  email: maybeText,
  version: z.number(),
  registeredAt: z.string(),
  updatedAt: z.string(),
};
const storedCustomer = z.object(shared);
const storedProvider = z.object({
  ...shared,
  payoutAccount: maybeText,
  payoutSchedule: z.enum(PAYOUT_SCHEDULES),
  nextPayoutOn: maybeText,
  dueShard: maybeText,
  feePlan: z.string(),
});

/** A customer as it was written. @throws ItemError */
export function readCustomer(item: Item): Customer {
  return { kind: "customer", ...readItem(storedCustomer, item) };
}

/** A provider as it was written. @throws ItemError */
export function readProvider(item: Item): Provider {
  return { kind: "provider", ...readItem(storedProvider, item) };
}

const storedStanding = z.object({ status, feePlan: maybeText });

/** What a payment is decided by; no status where there is no item. @throws ItemError */
export function readStanding({ kind, id }: PartyKey, item: Item | undefined): PartyStanding {
  return { kind, id, ...(item && readItem(storedStanding, item)) };
}

/** The key of a payment method, beside its customer; a token holds its time, so that they stand in order of it. */
export const methodKey = (customerId: string, token: string): Item =>
  itemKey(["CUSTOMER", customerId], ["METHOD", token]);

const storedCardKey = z.object({ cardKey: maybeText });

/** What limits count a method's card by. @throws ItemError */
export function readCardKey(item: Item): string | undefined {
  return readItem(storedCardKey, item).cardKey;
}
