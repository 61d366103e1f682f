/** Transfers, bank accounts and files as the API, the bus and the webhooks show them: JSON in snake_case. */
import type { LosslessNumber } from "lossless-json";
import { amountToken } from "../api";
import { toTimestamp } from "../shared/clock";
import { money } from "../shared/money";
import type { Authorisation, BankAccount } from "./bank-accounts/account";
import type { AchFile } from "./batches/file";
import { type AchTransfer, standingOf } from "./transfers/transfer";

const dollars = (cents: number): LosslessNumber => amountToken(money(cents, "USD"));

/** A resource without what is not there. */
function given<Resource extends object>(resource: Resource): Resource {
  return Object.fromEntries(Object.entries(resource).filter(([, value]) => value !== undefined)) as Resource;
}

/** A transfer as it is shown: in a file, it stands where its file stands. */
export function transferResource(transfer: AchTransfer, file?: Pick<AchFile, "status">) {
  const { window, fraudCheckResult, processingCostMills } = transfer;
  const { status, detail } = standingOf(transfer, file);
  return given({
    transfer_id: transfer.id,
    status,
    detail,
    direction: transfer.direction,
    amount: dollars(transfer.amountCents),
    amount_cents: transfer.amountCents,
    currency: "USD",
    bank_account_id: transfer.bankAccountId,
    provider_id: transfer.providerId,
    customer_id: transfer.customerId,
    payment_id: transfer.paymentId,
    purpose: transfer.purpose,
    transfer_type: transfer.transferType,
    sec_code: transfer.secCode,
    entry_description: transfer.description,
    authorisation_id: transfer.authorisationId,
    window: {
      name: window.name,
      processing_day: window.processingDay,
      cut_off_at: toTimestamp(window.cutOffAt),
      effective_entry_date: window.effectiveEntryDate,
    },
    batch_id: transfer.batchId,
    file_id: transfer.fileId,
    trace: transfer.trace === undefined ? undefined : shownTrace(transfer.trace),
    return_code: transfer.returnCode,
    return_due_by: transfer.returnDueBy,
    change_code: transfer.changeCode,
    failure_code: transfer.failureCode,
    nacha_compliance: transfer.nachaCompliance,
    fraud_check_result: fraudCheckResult,
    processing_cost_mills: processingCostMills,
    processing_cost_cents: processingCostMills === undefined ? undefined : Math.ceil(processingCostMills / 10),
    settled_on: transfer.settledOn,
    held_until: transfer.heldUntil,
    retry_of: transfer.retryOf,
    retried_by: transfer.retriedBy,
    reversal_of: transfer.reversalOf,
    reversal_reason: transfer.reversalReason,
    reversed_by: transfer.reversedBy,
    created_at: transfer.createdAt,
    updated_at: transfer.updatedAt,
  });
}

/** A trace number in its two parts: fifteen digits in one look like a card number now and then, and would be masked. */
export function shownTrace(trace: string): string {
  return `${trace.slice(0, 8)}/${trace.slice(8)}`;
}

/** A bank account as it is shown: masked. */
export function accountResource(account: BankAccount) {
  const { owner, verification, lastFour } = account;
  return given({
    bank_account_id: account.id,
    [`${owner.kind}_id`]: owner.id,
    holder_name: account.holderName,
    holder_type: account.holderType,
    routing_number: account.routingNumber,
    account_type: account.accountType,
    last_four: lastFour === "" ? undefined : lastFour,
    status: account.status,
    blocked_reason: account.blockedReason,
    change_code: account.changeCode,
    verification: verification && {
      method: verification.method,
      started_at: verification.startedAt,
      ...(verification.liveFrom !== undefined && { live_from: verification.liveFrom }),
    },
    created_at: account.createdAt,
    updated_at: account.updatedAt,
  });
}

/** An authorisation as it is shown. */
export function authorisationResource(authorisation: Authorisation) {
  const { amountCentsMax } = authorisation;
  return given({
    authorisation_id: authorisation.id,
    bank_account_id: authorisation.bankAccountId,
    method: authorisation.method,
    use: authorisation.use,
    amount_max: amountCentsMax === undefined ? undefined : dollars(amountCentsMax),
    evidence: authorisation.evidence,
    given_at: authorisation.givenAt,
    revoked_at: authorisation.revokedAt,
    created_at: authorisation.createdAt,
  });
}

/** A file as it is shown. */
export function fileResource(file: AchFile) {
  const { window, saving } = file;
  return given({
    file_id: file.id,
    status: file.status,
    window: {
      name: window.name,
      processing_day: window.processingDay,
      cut_off_at: toTimestamp(window.cutOffAt),
      closes_at: toTimestamp(window.closesAt),
    },
    entries: file.entries,
    batches: file.batches,
    credit_amount: dollars(file.creditCents),
    credit_amount_cents: file.creditCents,
    debit_amount: dollars(file.debitCents),
    debit_amount_cents: file.debitCents,
    name: file.key,
    bytes: file.bytes,
    sha256: file.sha256,
    saving: saving && {
      planned_mills: saving.plannedMills,
      one_by_one_mills: saving.oneByOneMills,
      lower_bound_mills: saving.lowerBoundMills,
      prices_as_of: saving.pricesAsOf,
      prices_source: saving.pricesSource,
    },
    reason: file.reason,
    settled_on: file.settledOn,
    updated_at: file.updatedAt,
  });
}
