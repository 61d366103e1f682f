import { PAYOUT_RHYTHMS, type PayoutRhythm } from "../../ach";
import type { Fault } from "../results";

/** Who takes part in payments. */
export const PARTY_KINDS = ["customer", "provider"] as const;
/** One of the kinds. */
export type PartyKind = (typeof PARTY_KINDS)[number];

/** A blocked party makes no new payments; what it has is settled, refunded and shown as before. */
export const PARTY_STATUSES = ["active", "blocked"] as const;
/** One of the statuses. */
export type PartyStatus = (typeof PARTY_STATUSES)[number];

/** Which party is meant; the id is the client's own. */
export interface PartyKey {
  readonly kind: PartyKind;
  readonly id: string;
}

/** A party as a payment is decided by it; without a status where nobody has named it yet. */
export interface PartyStanding extends PartyKey {
  readonly status?: PartyStatus;
  /** The name of a provider's fee plan. */
  readonly feePlan?: string;
}

/** What all parties have. */
interface Party {
  readonly id: string;
  readonly status: PartyStatus;
  /** The client's own name for it elsewhere. */
  readonly externalReference?: string;
  readonly name?: string;
  readonly email?: string;
  /** Counts changes, from 1. */
  readonly version: number;
  /** ISO 8601 UTC. */
  readonly registeredAt: string;
  readonly updatedAt: string;
}

/** Who pays. */
export interface Customer extends Party {
  readonly kind: "customer";
}

/** When a provider is paid out: with each release of held money, as its operator asks for transfers, or by the clock. */
export const PAYOUT_SCHEDULES = ["on_release", "manual", ...PAYOUT_RHYTHMS] as const;
/** One of the schedules. */
export type PayoutSchedule = (typeof PAYOUT_SCHEDULES)[number];

/** Who is paid: a seller of a marketplace. */
export interface Provider extends Party {
  readonly kind: "provider";
  /** The token of the bank account that payouts go to; never an account number. */
  readonly payoutAccount?: string;
  readonly payoutSchedule: PayoutSchedule;
  /** The banking day that it is paid out on next, `2026-03-02`; of a schedule that goes by the clock. */
  readonly nextPayoutOn?: string;
  /** Where it waits for that day in the index `due`: `payout/us-west-2/3f`. */
  readonly dueShard?: string;
  /** The name of the plan that fees are taken by. */
  readonly feePlan: string;
}

/** Whether a schedule goes by the clock. */
export function isTimed(schedule: PayoutSchedule): schedule is PayoutRhythm {
  return (PAYOUT_RHYTHMS as readonly PayoutSchedule[]).includes(schedule);
}

/** A customer or a provider. */
export type AnyParty = Customer | Provider;

/** What a provider has that nobody said anything of. */
export const PROVIDER_DEFAULTS = { payoutSchedule: "manual", feePlan: "standard" } as const;

/** When a provider is paid out of whom nobody said it: who has an account, at once. */
export function usualSchedule(payoutAccount: string | undefined): PayoutSchedule {
  return payoutAccount === undefined ? PROVIDER_DEFAULTS.payoutSchedule : "on_release";
}

const GUEST_PREFIX = "guest:";

/** Who pays where a payment names no customer: nobody who is kept. */
export function guestOf(paymentId: string): string {
  return GUEST_PREFIX + paymentId;
}

/** Whether a customer's id is that of a guest. */
function isGuest(customerId: string): boolean {
  return customerId.startsWith(GUEST_PREFIX);
}

/** Why a client cannot name this customer: the ids of guests are made here. */
export function guestFaults(customerId: string): Fault[] {
  if (!isGuest(customerId)) return [];
  const message = "customer_id: guest: begins the ids of payments without a customer; nothing is kept of guests.";
  return [{ code: "invalid", param: "customer_id", message }];
}

/** The parties of a payment that are kept: a guest is not. */
export function partiesOf(payment: { readonly customerId: string; readonly providerId?: string }): PartyKey[] {
  const { customerId, providerId } = payment;
  const parties: PartyKey[] = [];
  if (!isGuest(customerId)) parties.push({ kind: "customer", id: customerId });
  if (providerId !== undefined) parties.push({ kind: "provider", id: providerId });
  return parties;
}

/** A party as it is when a payment names it first, without anybody having described it. */
export function firstUse({ kind, id }: PartyKey, at: string): AnyParty {
  const party = { id, status: "active", version: 1, registeredAt: at, updatedAt: at } as const;
  return kind === "customer" ? { kind, ...party } : { kind, ...party, ...PROVIDER_DEFAULTS };
}

/** Why these parties cannot make a payment; all of them at once. */
export function blockedFaults(parties: readonly PartyStanding[]): Fault[] {
  return parties.filter(({ status }) => status === "blocked").map(({ kind }) => blockedFault(kind));
}

/** The fault that a payment failed by, where it did because a party is blocked. */
export function blockedFaultOf(failureCode: string | undefined): Fault | undefined {
  return PARTY_KINDS.map(blockedFault).find(({ code }) => code === failureCode);
}

function blockedFault(kind: PartyKind): Fault {
  const param = `${kind}_id`;
  return { code: `${kind}_blocked`, param, message: `${param}: this ${kind} is blocked and makes no new payments.` };
}

/** The parties that a payment names first, as its transaction keeps them. */
export function newParties(parties: readonly PartyStanding[], at: string): AnyParty[] {
  return parties.filter(({ status }) => status === undefined).map((party) => firstUse(party, at));
}
