import { type Authorisation, type BankAccount, statusOn } from "../bank-accounts/account";
import { isRoutingNumber } from "../nacha/routing-number";
import type { Fault } from "../results";
import type { OdfiSettings } from "../settings";
import { purposeFits } from "./entry-class";
import type { TransferPurpose } from "./transfer";

/** What a transfer is judged by, beside its window. */
export interface ComplianceFacts {
  readonly direction: "credit" | "debit";
  readonly purpose: TransferPurpose;
  readonly amountCents: number;
  readonly account: BankAccount;
  readonly authorisation?: Authorisation;
  /** The day on which it would settle. */
  readonly settlesOn: string;
  readonly creditVerification: OdfiSettings["creditVerification"];
}

/** A rule, whether it is kept, and what to say where it is not. */
export interface Check {
  readonly rule: string;
  readonly ok: boolean;
  readonly fault: Fault;
}

/** Nacha: ten digits of cents. */
const ENTRY_CENTS_MAX = 9_999_999_999;

/** All rules that a transfer is checked against before it is taken, each with its outcome. */
export function checksOf(facts: ComplianceFacts): Check[] {
  const { direction, purpose, amountCents, account, authorisation, settlesOn, creditVerification } = facts;
  const status = statusOn(account, settlesOn);
  const isDebit = direction === "debit";
  const mustBeVerified = isDebit || creditVerification === "required";
  const checks: Check[] = [
    check("routing_number", isRoutingNumber(account.routingNumber), {
      code: "routing_number_invalid",
      param: "bank_account_id",
      message: "bank_account_id: the account's routing number has a wrong check digit or prefix.",
    }),
    check("entry_amount", amountCents > 0 && amountCents <= ENTRY_CENTS_MAX, {
      code: "amount_invalid",
      param: "amount",
      message: "amount: allowed is more than 0 and up to 99999999.99, what an entry holds.",
    }),
    check("account_open", status !== "blocked", {
      code: "bank_account_blocked",
      param: "bank_account_id",
      message: `bank_account_id: the account is blocked (${account.blockedReason ?? "no reason"}).`,
    }),
    check("account_validated", !mustBeVerified || status === "verified" || status === "blocked", {
      code: "bank_account_unverified",
      param: "bank_account_id",
      message: `bank_account_id: the account is ${status}, allowed is verified on ${settlesOn}, when it would settle.`,
    }),
    check("purpose", purposeFits({ direction, purpose }, account, authorisation), {
      code: "sec_code_not_allowed",
      param: "purpose",
      message: `purpose: ${purpose} does not go with a ${direction} ${isDebit ? "from" : "to"} an account of a ${account.holderType}, or not as it was authorised.`,
    }),
  ];
  if (isDebit) {
    checks.push(
      check("authorisation", authorisation !== undefined && authorises(authorisation, amountCents), {
        code: "authorisation_required",
        param: "authorisation_id",
        message:
          "authorisation_id: a debit names an authorisation of its account that holds, was not used up, and covers the amount.",
      }),
    );
  }
  return checks;
}

function check(rule: string, ok: boolean, fault: Fault): Check {
  return { rule, ok, fault };
}

/** Whether an authorisation still holds for a debit. */
export function authorises({ revokedAt, use, usedBy, amountCentsMax }: Authorisation, amountCents: number): boolean {
  const isUsedUp = use === "single" && usedBy !== undefined;
  return revokedAt === undefined && !isUsedUp && (amountCentsMax === undefined || amountCents <= amountCentsMax);
}
