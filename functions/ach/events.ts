import { toTimestamp } from "../shared/clock";
import { EVENT_VERSION, type EventType, type PlatformEvent } from "../shared/events";
import type { BankAccount } from "./bank-accounts/account";
import type { AchFile } from "./batches/file";
import type { Day } from "./calendar";
import type { ReturnRate } from "./calendar/return-rates";
import type { AchParts } from "./parts";
import { rateResource } from "./reconciliation/rates";
import { accountResource, fileResource, transferResource } from "./resources";
import type { AchTransfer } from "./transfers/transfer";
import { isInternal } from "./transfers/transfer";

type TypeOf<Prefix extends string> = Extract<EventType, `${Prefix}${string}`>;

/** The event that tells of a transfer as it is written; nothing of those that nobody is shown. */
export function transferEvents(parts: AchParts, type: TypeOf<"ach.transfer_">, transfer: AchTransfer): PlatformEvent[] {
  return isInternal(transfer) ? [] : [eventOf(parts, type, { ach_transfer: transferResource(transfer) })];
}

/** The event that tells of a bank account as it is written. */
export function accountEvent(parts: AchParts, type: TypeOf<"bank_account.">, account: BankAccount): PlatformEvent {
  return eventOf(parts, type, { bank_account: accountResource(account) });
}

/** The event that tells of a file as it is written. */
export function fileEvent(parts: AchParts, type: TypeOf<"ach.file_">, file: AchFile): PlatformEvent {
  return eventOf(parts, type, { ach_file: fileResource(file) });
}

function eventOf({ makeId, clock, region, epoch }: AchParts, type: EventType, data: object): PlatformEvent {
  return { id: makeId("evt"), type, version: EVENT_VERSION, at: toTimestamp(clock.now()), region, epoch, data };
}

/** The event that tells of a correction: the transfer whose entry brought it, and the account as it is from then on. */
export function correctionEvents(parts: AchParts, transfer: AchTransfer, account: BankAccount): PlatformEvent[] {
  if (isInternal(transfer)) return [];
  const data = { ach_transfer: transferResource(transfer), bank_account: accountResource(account) };
  return [eventOf(parts, "ach.transfer_corrected", data)];
}

/** The event that tells of a return rate over its limit, under an id that a day and a kind have one of. */
export function rateEvent(parts: AchParts, id: string, company: string, rate: ReturnRate, day: Day): PlatformEvent {
  return { ...eventOf(parts, "ach.return_rate_exceeded", { return_rate: rateResource(company, rate, day) }), id };
}
