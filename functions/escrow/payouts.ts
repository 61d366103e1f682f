import type { PreparePayout } from "../ach";
import type { Posting } from "../ledger";
import type { Provider } from "../payments";
import type { LabelledWrite } from "../shared/dynamodb";
import { type Log, maskError } from "../shared/logging";
import { madeId } from "../shared/made-id";
import type { Count } from "../shared/metrics";
import type { Money } from "../shared/money";
import type { RefusalOf } from "../shared/results";
import { releaseJournalId } from "./journals";
import type { ReleaseShare } from "./release-record";

/** Why a share is not paid out with its release. */
export type Unpaid = Exclude<ReleaseShare["payout"], "queued" | undefined>;

/** The account that a provider is paid out to, or why there is none. */
export type PayoutTerms = { readonly bankAccountId: string } | { readonly unpaid: Unpaid };

/** A share of a release, less what its provider owed. */
export interface ShareOrder {
  readonly escrowId: string;
  readonly releaseId: string;
  readonly providerId: string;
  readonly amount: Money;
}

/** A payout for its release's own journal and transaction, or why there is none. */
export type PreparedShare =
  | {
      readonly transferId: string;
      readonly postings: readonly Posting[];
      readonly writes: readonly LabelledWrite<"payout">[];
    }
  | { readonly unpaid: Unpaid };

/** The port to payouts. Neither ever fails: money that cannot be paid out now stays with what its provider is owed. */
export interface Payouts {
  termsOf(providerId: string): Promise<PayoutTerms>;
  prepare(order: ShareOrder, terms: PayoutTerms): Promise<PreparedShare>;
}

/** What payouts by ACH work with. */
export interface AchPayoutParts {
  readonly providerOf: (id: string) => Promise<Provider | undefined>;
  readonly preparePayout: PreparePayout;
  readonly makeId: Parameters<typeof madeId>[0]["makeId"];
  readonly count: Count;
  readonly log: Pick<Log, "error">;
}

/**
 * Payouts by ACH, to providers whose schedule is `on_release`. What is wanted and not made is counted as `PayoutsNotMade`;
 * an operator pays it out by a transfer of its own.
 */
export function achPayouts(parts: AchPayoutParts): Payouts {
  const { providerOf, preparePayout, count } = parts;
  return {
    termsOf: (providerId) => surely(parts, async () => termsOf(await providerOf(providerId))),

    async prepare({ escrowId, releaseId, providerId, amount }, terms) {
      const prepared = await surely(parts, async (): Promise<PreparedShare> => {
        if ("unpaid" in terms) return terms;
        const id = madeId(parts, "ach", { caller: escrowId, key: releaseId }, ["release", providerId]);
        const place = { id, journalId: releaseJournalId(escrowId, releaseId), providerId };
        const payout = await preparePayout({ ...place, bankAccountId: terms.bankAccountId, amount });
        if (!payout.ok) return { unpaid: whyUnpaid(payout) };
        return { transferId: id, postings: payout.postings, writes: payout.writes };
      });
      if ("unpaid" in prepared && prepared.unpaid !== "none") count("PayoutsNotMade");
      return prepared;
    },
  };
}

function termsOf(provider: Provider | undefined): PayoutTerms {
  return provider?.payoutSchedule === "on_release" ? payoutTerms(provider) : { unpaid: "none" };
}

/** The account that a provider is paid out to, whenever that is. */
export function payoutTerms({ status, payoutAccount: bankAccountId }: Provider): PayoutTerms {
  if (status === "blocked") return { unpaid: "provider_blocked" };
  return bankAccountId === undefined ? { unpaid: "account_missing" } : { bankAccountId };
}

/** What a refusal of a transfer means for what was to be paid out. */
export function whyUnpaid({ errors: [fault] }: RefusalOf<{ readonly code: string }>): Unpaid {
  return (fault && REASONS.get(fault.code)) ?? "declined";
}

/** ACH knows no other currency: such a share was never to be paid out by it. */
const REASONS: ReadonlyMap<string, Unpaid> = new Map([
  ["currency_invalid", "none"],
  ["bank_account_not_found", "account_missing"],
  ["bank_account_blocked", "account_blocked"],
  ["bank_account_unverified", "account_blocked"],
]);

/** A release is never held up by a payout: what fails is logged, and not made. */
async function surely<Value>(
  { log }: AchPayoutParts,
  work: () => Promise<Value>,
): Promise<Value | { readonly unpaid: "unavailable" }> {
  try {
    return await work();
  } catch (error) {
    const masked = maskError(error);
    log.error("a payout could not be prepared", { error: masked });
    return { unpaid: "unavailable" };
  }
}
