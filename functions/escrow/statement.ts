import { requestFaults } from "../shared/request-fields";
import type { EscrowAccount } from "./account";
import type { EscrowHistory, EscrowStore } from "./escrow-store";
import { shownAmount } from "./resource";
import { escrowNotFound, refuse, type Result } from "./results";

/** One movement of the principal, with what is held after it. */
interface Entry {
  readonly at: string;
  readonly kind: string;
  /** Less is held where it is below 0. */
  readonly cents: number;
  readonly balanceCents: number;
  /** Which release, refund or dispute it was. */
  readonly reference?: string;
}

/** The movements of an escrow's principal, in the order in which they were written; the last balance is what is held. */
function entriesOf(account: EscrowAccount, { releases, movements }: EscrowHistory): readonly Entry[] {
  const moved = [
    ...releases.map(({ version, at, amountCents, id: reference }) => ({
      version,
      at,
      kind: "released",
      cents: -amountCents,
      reference,
    })),
    ...movements.map((movement) => ({ ...movement })),
  ].sort((a, b) => a.version - b.version);
  let balanceCents = account.heldAmountCents;
  const held: Entry = { at: account.holdStartDate, kind: "held", cents: balanceCents, balanceCents };
  return [
    held,
    ...moved.map(({ at, kind, cents, reference }) => {
      balanceCents += cents;
      return { at, kind, cents, balanceCents, reference };
    }),
  ];
}

/** An escrow's statement as the API shows it: what moved of the principal, and each day's interest beside it. */
export async function getStatement(
  { escrows }: { readonly escrows: EscrowStore },
  escrowId: string,
): Promise<Result<{ readonly statement: object }>> {
  const faults = requestFaults({ escrow_id: escrowId });
  if (faults.length > 0) return refuse(...faults);
  const [account, history, interest] = await Promise.all([
    escrows.find(escrowId),
    escrows.history(escrowId),
    escrows.findInterest(escrowId),
  ]);
  if (!account) return escrowNotFound();
  const { currency } = account;
  const entries = entriesOf(account, history).map(({ at, kind, cents, balanceCents, reference }) => ({
    at,
    kind,
    direction: cents < 0 ? "out" : "in",
    ...shownAmount("amount", Math.abs(cents), currency),
    ...shownAmount("balance", balanceCents, currency),
    ...(reference !== undefined && { reference }),
  }));
  const days = history.accruals.map((accrual) => ({
    day: accrual.day,
    ...shownAmount("principal", accrual.principalCents, currency),
    rate_micros: accrual.rateMicros,
    day_count: accrual.dayCount,
    ...shownAmount("amount", accrual.cents, currency),
    remainder: accrual.remainder,
  }));
  const shown = interest && {
    ...shownAmount("accrued_amount", interest.accruedCents, currency),
    accrued_through: interest.accruedThrough,
    remainder: interest.remainder,
    ...(interest.paidAt !== undefined && { paid_at: interest.paidAt }),
    days,
  };
  return { ok: true, statement: { escrow_id: escrowId, currency, entries, ...(shown && { interest: shown }) } };
}
