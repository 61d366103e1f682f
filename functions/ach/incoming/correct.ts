import { untilWritten } from "../../shared/retry";
import type { Encryptor } from "../../vault";
import { type BankAccount, lastFourOf } from "../bank-accounts/account";
import { isAccountNumber } from "../bank-accounts/account-number";
import { fingerprintOfAccount, openAccountNumber, sealAccountNumber } from "../bank-accounts/sealing";
import { correctionEvents } from "../events";
import { type Correction, readCorrectedData } from "../nacha/corrected-data";
import { isRoutingNumber } from "../nacha/routing-number";
import { type BatchParts, nextVersion } from "../parts";
import type { AccountClaim } from "../ports";
import type { AchTransfer } from "../transfers/transfer";
import { matchedEntry, type NoticeOutcome, type OriginalEntry } from "./matching";

/** A notification of change, as a bank's file has it. */
export interface CorrectionNotice extends OriginalEntry {
  /** Such as `C02`. */
  readonly code: string;
  /** 29 characters, the parts at their columns. */
  readonly correctedData: string;
}

/** What it takes to correct accounts. */
export interface CorrectionParts extends BatchParts {
  readonly encryptor: Encryptor;
  readonly keys: { readonly accounts: Uint8Array };
}

/** `unusable`: what it says to be right cannot be. */
export type CorrectionOutcome = NoticeOutcome | "unusable";

/**
 * Applies a notification of change to the account that its entry went to: all later entries have what it says. The same one
 * again changes nothing.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function applyCorrection(parts: CorrectionParts, notice: CorrectionNotice): Promise<CorrectionOutcome> {
  const entry = await matchedEntry(parts, notice);
  if (!entry) return "unmatched";
  const { correction, missing } = readCorrectedData(notice.code, notice.correctedData);
  if (missing.length > 0 || !isUsable(correction)) return "unusable";
  return untilWritten(parts, async () => {
    const transfer = (await parts.store.transfers([entry.transferId])).get(entry.transferId);
    const { bankAccountId } = entry.account;
    const account = (await parts.store.accounts([bankAccountId])).get(bankAccountId);
    if (!transfer || !account || transfer.fileId !== entry.fileId) return "unmatched";
    if (transfer.changeCode === notice.code) return "known";
    const { after, claim } = await corrected(parts, account, correction, notice.code);
    const isSettled = transfer.status === "completed";
    const noted = nextVersion<AchTransfer>(parts, transfer, {
      changeCode: notice.code,
      ...(isSettled && { detail: "corrected" as const }),
    });
    const known = claim && (await parts.store.claimed(claim.owner, claim.fingerprint));
    const written = await parts.store.commit({
      transfers: [{ before: transfer, after: noted }],
      account: after,
      ...(claim && known === undefined && { claim }),
      events: correctionEvents(parts, noted, after),
    });
    return written.outcome === "written" ? "applied" : undefined;
  });
}

const TRANSACTION_CODE = /^[23]\d$/;
const HOLDER_NAME = /^[\x21-\x7e]([\x20-\x7e]{0,20}[\x21-\x7e])?$/;

/** Whether what is said to be right can be: accounts are checking or savings. */
function isUsable({ accountNumber, routingNumber, transactionCode, name }: Correction): boolean {
  return (
    (accountNumber === undefined || isAccountNumber(accountNumber)) &&
    (routingNumber === undefined || isRoutingNumber(routingNumber)) &&
    (transactionCode === undefined || TRANSACTION_CODE.test(transactionCode)) &&
    (name === undefined || HOLDER_NAME.test(name))
  );
}

async function corrected(
  parts: CorrectionParts,
  account: BankAccount,
  correction: Correction,
  code: string,
): Promise<{ readonly after: BankAccount; readonly claim?: AccountClaim }> {
  const { owner, id } = account;
  const { routingNumber = account.routingNumber, transactionCode, name } = correction;
  const accountNumber = correction.accountNumber ?? (await openAccountNumber(parts.encryptor, account));
  const fingerprint = fingerprintOfAccount(parts.keys.accounts, owner, { routingNumber, accountNumber });
  const after = nextVersion<BankAccount>(parts, account, {
    changeCode: code,
    routingNumber,
    fingerprint,
    ...(transactionCode !== undefined && { accountType: transactionCode.startsWith("2") ? "checking" : "savings" }),
    ...(name !== undefined && { holderName: name }),
    ...(correction.accountNumber !== undefined && {
      lastFour: lastFourOf(accountNumber),
      envelope: await sealAccountNumber(parts.encryptor, accountNumber, account),
    }),
  });
  // The account is still known by its old number: whoever gives that one again gets the corrected account.
  return { after, ...(fingerprint !== account.fingerprint && { claim: { owner, fingerprint, bankAccountId: id } }) };
}
