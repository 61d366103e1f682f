import type { Posting } from "../ledger";
import type { LabelledWrite } from "../shared/dynamodb";
import { type Money, money } from "../shared/money";
import type { EscrowParts } from "./parts";
import type { ReleaseShare } from "./release-record";

/** What a release's beneficiaries get, and what their payouts have standing in its journal and its transaction. */
export interface PaidShares {
  readonly shares: readonly ReleaseShare[];
  readonly postings: readonly Posting[];
  readonly writes: readonly LabelledWrite<"payout">[];
}

interface PaidShare {
  readonly share: ReleaseShare;
  readonly postings?: readonly Posting[];
  readonly writes?: readonly LabelledWrite<"payout">[];
}

/**
 * What becomes of shares: what a provider owes is kept from it where the environment says so, and the rest is paid out where
 * the provider is paid out with releases. All beneficiaries at once, in two parallel phases of reads.
 */
export async function sharesOf(
  parts: EscrowParts,
  release: { readonly escrowId: string; readonly releaseId: string },
  shares: readonly { readonly providerId: string; readonly amount: Money }[],
): Promise<PaidShares> {
  const paid = await Promise.all(shares.map((share) => shareOf(parts, release, share)));
  return {
    shares: paid.map(({ share }) => share),
    postings: paid.flatMap(({ postings = [] }) => postings),
    writes: paid.flatMap(({ writes = [] }) => writes),
  };
}

async function shareOf(
  { escrows, escrowSettings, payouts }: EscrowParts,
  release: { readonly escrowId: string; readonly releaseId: string },
  { providerId, amount: { cents, currency } }: { readonly providerId: string; readonly amount: Money },
): Promise<PaidShare> {
  const { offsetReceivables } = escrowSettings;
  const [owed, terms] = await Promise.all([
    offsetReceivables ? escrows.balance({ kind: "provider_receivable", owner: providerId, currency }) : 0,
    payouts?.termsOf(providerId),
  ]);
  const offsetCents = Math.min(owed, cents);
  const share: ReleaseShare = { providerId, cents, ...(offsetCents > 0 && { offsetCents }) };
  if (!payouts || !terms) return { share };
  if (offsetCents === cents) return { share: { ...share, payout: "none" } };
  const amount = money(cents - offsetCents, currency);
  const prepared = await payouts.prepare({ ...release, providerId, amount }, terms);
  if ("unpaid" in prepared) return { share: { ...share, payout: prepared.unpaid } };
  const { transferId, postings, writes } = prepared;
  return { share: { ...share, payout: "queued", transferId }, postings, writes };
}
