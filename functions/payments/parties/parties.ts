import { type Clock, toTimestamp } from "../../shared/clock";
import type { RandomBytes } from "../../shared/ids";
import { untilWritten } from "../../shared/retry";
import { requestFaults } from "../../shared/request-fields";
import { readCursor, writeCursor } from "../../shared/listing";
import { CURSOR_FAULT, type PageResource } from "../../shared/page-request";
import { type Fault, refuse, type Result } from "../results";
import type { MethodStore } from "./method";
import { nextPayoutOf } from "./next-payout";
import { type AnyParty, type Customer, guestFaults, type PartyKind, type Provider } from "./party";
import { methodResource } from "./resource";
import type { PartyStore } from "./store";

/** What the functions about parties work with. */
export interface PartyParts {
  readonly store: PartyStore;
  readonly methods: MethodStore;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Whose payouts are made here. */
  readonly region: string;
}

/** What is said of a party; what is left out is not kept. */
export type PartyDetails<Party extends AnyParty> = Omit<
  Party,
  "kind" | "id" | "version" | "registeredAt" | "updatedAt" | "nextPayoutOn" | "dueShard"
>;

/** A party as it was made or replaced. */
export type Put<Party extends AnyParty> = Result<{ readonly created: boolean; readonly party: Party }>;

/**
 * Makes or replaces a customer as a whole; the last one to write wins, unless the version to replace is named.
 *
 * @param expected the version that is replaced; any where it is left out.
 * @throws BusyError, and whatever the port throws.
 */
export async function putCustomer(
  parts: PartyParts,
  id: string,
  details: PartyDetails<Customer>,
  expected?: number,
): Promise<Put<Customer>> {
  const faults = [...idFaults("customer", id), ...guestFaults(id)];
  if (faults.length > 0) return refuse(...faults);
  return put(
    parts,
    expected,
    () => parts.store.customer(id),
    (kept) => ({ kind: "customer", id, ...details, ...kept }),
  );
}

/**
 * Makes or replaces a provider as a whole; the last one to write wins, unless the version to replace is named.
 *
 * @param expected the version that is replaced; any where it is left out.
 * @throws BusyError, and whatever the port throws.
 */
export async function putProvider(
  parts: PartyParts,
  id: string,
  details: PartyDetails<Provider>,
  expected?: number,
): Promise<Put<Provider>> {
  const faults = [...idFaults("provider", id), ...accountFaults(details.payoutAccount)];
  if (faults.length > 0) return refuse(...faults);
  return put(
    parts,
    expected,
    () => parts.store.provider(id),
    (kept, before) => ({
      kind: "provider",
      id,
      ...details,
      ...nextPayoutOf(parts, { id, ...details }, before),
      ...kept,
    }),
  );
}

/** A customer, made by hand or by a first payment. */
export async function getCustomer({ store }: PartyParts, id: string): Promise<Result<{ readonly party: Customer }>> {
  const faults = idFaults("customer", id);
  if (faults.length > 0) return refuse(...faults);
  const party = await store.customer(id);
  return party ? { ok: true, party } : notFound("customer");
}

/** A provider, made by hand or by a first payment. */
export async function getProvider({ store }: PartyParts, id: string): Promise<Result<{ readonly party: Provider }>> {
  const faults = idFaults("provider", id);
  if (faults.length > 0) return refuse(...faults);
  const party = await store.provider(id);
  return party ? { ok: true, party } : notFound("provider");
}

/** A page of a customer's payment methods, masked, the newest first. */
export async function listMethods(
  { methods }: PartyParts,
  { customerId, limit, cursor }: { readonly customerId: string; readonly limit: number; readonly cursor?: string },
): Promise<Result<{ readonly page: PageResource<ReturnType<typeof methodResource>> }>> {
  const filters = ["method", customerId];
  const behind = cursor === undefined ? undefined : readCursor(cursor, filters);
  const faults = [...idFaults("customer", customerId), ...(cursor !== undefined && !behind ? [CURSOR_FAULT] : [])];
  if (faults.length > 0) return refuse(...faults);
  // One more than the page tells whether there is a next one.
  const found = await methods.page(customerId, behind?.id, limit + 1);
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  const data = shown.map((method) => methodResource(customerId, method));
  const next = last && writeCursor({ at: last.addedAt, id: last.token }, filters);
  return { ok: true, page: { data, ...(next !== undefined && { next_cursor: next }) } };
}

async function put<Party extends AnyParty>(
  parts: PartyParts,
  expected: number | undefined,
  find: () => Promise<Party | undefined>,
  make: (kept: Pick<Party, "version" | "registeredAt" | "updatedAt">, before: Party | undefined) => Party,
): Promise<Put<Party>> {
  return untilWritten(parts, async () => {
    const before = await find();
    if (expected !== undefined && expected !== before?.version) return versionConflict(expected, before?.version);
    const now = toTimestamp(parts.clock.now());
    const version = (before?.version ?? 0) + 1;
    const party = make({ version, registeredAt: before?.registeredAt ?? now, updatedAt: now }, before);
    return (await parts.store.put(party, before)) ? { ok: true, created: before === undefined, party } : undefined;
  });
}

function versionConflict(expected: number, seen: number | undefined) {
  const message =
    seen === undefined
      ? `version: saw ${expected}, allowed is none, as there is nothing yet that it would replace.`
      : `version: saw ${expected}, allowed is ${seen}, the one that there is; read again what is to be replaced.`;
  return refuse({ code: "version_conflict", param: "version", message });
}

function idFaults(kind: PartyKind, id: string): readonly Fault[] {
  return requestFaults({ [`${kind}_id`]: id });
}

/** A token has a word in front; digits alone may be an account number, which is never kept here. */
const ACCOUNT_TOKEN = /^[a-z]{2,8}_[a-zA-Z0-9_-]{1,119}$/;

function accountFaults(account: string | undefined): Fault[] {
  if (account === undefined || ACCOUNT_TOKEN.test(account)) return [];
  const message = "payout_account: must be a bank account's token such as ba_...; account numbers are not taken.";
  return [{ code: "invalid", param: "payout_account", message }];
}

function notFound(kind: PartyKind) {
  return refuse({ code: `${kind}_not_found`, param: `${kind}_id`, message: `${kind}_id: there is no such ${kind}.` });
}
