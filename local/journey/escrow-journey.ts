/** Held money's way through the deployed API: what it waits for, released by an event, by time, by approvals, disputed, refunded, and in the books to the cent. */
import { randomUUID } from "node:crypto";
import { toTimestamp } from "../../functions/shared/clock";
import type { SdkSettings } from "../aws-clients";
import { movableClock } from "../clock-client";
import type { ApiClient } from "./api-client";
import { EscrowClient, type EscrowShown, type ReleaseShown, shownMoney } from "./escrow-client";
import { type Journey, must } from "./journey";
import { soundBooks } from "./ledger-audit";
import { until } from "./until";

export interface EscrowJourneyProps {
  readonly settings: SdkSettings;
  readonly outputs: Readonly<Record<string, string>>;
  readonly api: ApiClient;
}

/** What its steps share. */
interface Travel extends EscrowJourneyProps {
  readonly journey: Journey;
  readonly escrows: EscrowClient;
  readonly clock: ReturnType<typeof movableClock>;
  /** Providers of its own, so that it can be run again on one deployment. */
  readonly studio: string;
  readonly agent: string;
}

/** The escrows of the journey, by what lets them go. */
interface Held {
  readonly byEvent: string;
  readonly byTime: string;
  readonly byApproval: string;
  readonly disputed: string;
  readonly refunded: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** The simulated acquirer settles two days after it took the money. */
const SETTLEMENT_MS = 2 * DAY_MS + MINUTE_MS;
/** How much longer the one waits that goes by time. */
const WAITED_MS = 2 * HOUR_MS;
const SERVICE_COMPLETED = "service.completed";

/** Runs the journey; the first step that finds something else than it must ends it. It leaves the clock as it was. */
export async function escrowJourney(journey: Journey, props: EscrowJourneyProps): Promise<void> {
  const clock = movableClock(props.settings.endpoint);
  const { aheadMs } = await clock.show();
  const name = randomUUID().slice(0, 8);
  const escrows = new EscrowClient(props.api, `cust_${name}`);
  const travel: Travel = { ...props, journey, escrows, clock, studio: `studio_${name}`, agent: `agent_${name}` };
  try {
    const held = await holds(travel);
    await waits(travel, held);
    const disputeId = await dispute(travel, held);
    await settles(travel, held);
    await approvals(travel, held);
    await decides(travel, held, disputeId);
    await time(travel, held);
    await refund(travel, held);
    await statement(travel, held);
    await books(travel);
  } finally {
    await clock.reset();
    if (aheadMs > 0) await clock.forward(aheadMs);
  }
}

/** Money on different terms. */
async function holds({ journey, escrows, clock, studio, agent }: Travel): Promise<Held> {
  const byEvent = await journey.step("Take 100.00 for a provider: it is held", async () => {
    const escrow = await escrows.hold("100.00", studio);
    must(escrow.status === "holding", `it is ${escrow.status}`);
    return { result: `${escrow.escrow_id}: ${whole(escrow)} for ${studio}, nobody's yet`, value: escrow.escrow_id };
  });
  const now = Date.parse((await clock.show()).now);
  const others = await journey.step("Hold more, each on terms of its own", async () => {
    const time = toTimestamp(now + SETTLEMENT_MS + WAITED_MS);
    const approved = { all: [{ approval: { role: "buyer" } }, { approval: { role: "inspector" } }] };
    const shared = [
      { provider_id: studio, basis_points: 7000 },
      { provider_id: agent, basis_points: 3000 },
    ];
    const [byTime, byApproval, disputed, refunded] = await Promise.all([
      escrows.hold("60.00", studio, { release_conditions: { time } }),
      escrows.hold("150.00", studio, {
        release_conditions: approved,
        auto_release: false,
        beneficiaries: shared,
      }),
      escrows.hold("80.00", studio),
      escrows.hold("40.00", studio),
    ]);
    const value = {
      byTime: byTime.escrow_id,
      byApproval: byApproval.escrow_id,
      disputed: disputed.escrow_id,
      refunded: refunded.escrow_id,
    };
    const result = `${whole(byTime)} until two days and two hours are over; ${whole(byApproval)} for two providers, 70 to 30, until two have approved; ${whole(disputed)} and ${whole(refunded)} until the service is completed`;
    return { result, value };
  });
  return { byEvent, ...others };
}

/** Conditions are explained, and money that the rail has not brought stays. */
async function waits({ journey, escrows }: Travel, { byEvent }: Held): Promise<void> {
  await journey.step("GET /escrows/{id}: what the first one waits for", async () => {
    const { missing } = await escrows.find(byEvent);
    must(missing.length > 0, "it waits for nothing");
    return { result: missing.join("; "), value: missing };
  });
  await journey.step("Ask for its release all the same", async () => {
    const problem = await escrows.refusedRelease(byEvent, "too_early");
    must(problem.code === "conditions_not_met", `the refusal is ${problem.code}`);
    return { result: `${problem.status} ${problem.code}: ${problem.detail}`, value: problem };
  });
  await journey.step("The service is completed; the acquirer has not paid yet", async () => {
    const escrow = await escrows.seen(byEvent, SERVICE_COMPLETED);
    must(escrow.status === "holding" && escrow.missing.length === 1, `it is ${escrow.status}: ${missingOf(escrow)}`);
    return { result: `it is ${escrow.status}, and waits for one thing: ${missingOf(escrow)}`, value: escrow };
  });
}

async function dispute({ journey, escrows }: Travel, { disputed: id }: Held): Promise<string> {
  return journey.step("Dispute 80.00: nothing of it moves", async () => {
    const { dispute_id: disputeId } = await escrows.dispute(id, "damaged");
    await escrows.seen(id, SERVICE_COMPLETED);
    const problem = await escrows.refusedRelease(id, "while_disputed");
    must(problem.code === "escrow_disputed", `the refusal is ${problem.code}`);
    const result = `${disputeId} is open, and the service completed: a release is refused, ${problem.status} ${problem.code}`;
    return { result, value: disputeId };
  });
}

/** The acquirer's money arrives; what may go by itself is gone a minute later. */
async function settles({ journey, escrows, clock, studio }: Travel, held: Held): Promise<void> {
  await journey.step("The acquirer settles, two days later by the moved clock", async () => {
    await clock.forward(SETTLEMENT_MS);
    const value: EscrowShown[] = [];
    for (const id of Object.values<string>({ ...held })) {
      value.push(
        await until("the money of an escrow did not arrive", async () => {
          const escrow = await escrows.find(id);
          return escrow.funds_available_at === undefined ? undefined : escrow;
        }),
      );
    }
    const [first] = value;
    return { result: `the money of ${value.length} escrows is there, ${first?.funds_available_at ?? ""}`, value };
  });
  await journey.step("Released by the event, within the next minute", async () => {
    await clock.forward(MINUTE_MS);
    const escrow = await released(escrows, held.byEvent);
    return { result: `${out(escrow)} to ${studio}, ${fee(escrow)}; the disputed one is held`, value: escrow };
  });
}

async function approvals({ journey, escrows }: Travel, { byApproval: id }: Held): Promise<void> {
  await journey.step("The buyer approves", async () => {
    const escrow = await escrows.approve(id, "buyer");
    must(escrow.missing.length === 1, `it waits for ${missingOf(escrow)}`);
    return { result: `it waits for: ${missingOf(escrow)}`, value: escrow };
  });
  await journey.step("The inspector approves, and a third is released to two providers", async () => {
    const escrow = await escrows.approve(id, "inspector");
    must(escrow.missing.length === 0 && escrow.status === "holding", `it waits for ${missingOf(escrow)}`);
    const release = await escrows.release(id, "first_third", "50.00");
    mustAddUp(release);
    return { result: shares(release), value: release };
  });
  await journey.step("The rest, and that again: it goes once", async () => {
    const release = await escrows.release(id, "the_rest");
    await escrows.release(id, "the_rest");
    mustAddUp(release);
    const escrow = await escrows.find(id);
    must(escrow.status === "released" && escrow.remaining_amount_cents === 0, `it is ${escrow.status}`);
    return { result: `${shares(release)}; it is ${escrow.status}`, value: release };
  });
}

async function decides({ journey, escrows }: Travel, { disputed: id }: Held, disputeId: string): Promise<void> {
  await journey.step("Decide the dispute: a quarter for the customer", async () => {
    await escrows.showEvidence(id, disputeId, "photograph");
    await escrows.review(id, disputeId);
    const { status, decision, currency } = await escrows.split(id, disputeId, 2500);
    must(decision?.carried_out_at !== undefined, "the decision is not carried out");
    const back = shownMoney(decision.refund_amount_cents, currency);
    const escrow = await escrows.find(id);
    must(escrow.remaining_amount_cents === 0, "something is still held");
    must(escrow.refunded_amount_cents === decision.refund_amount_cents, "another amount went back");
    const result = `${status} after its review: ${back} back to the customer, ${out(escrow)} to the provider, ${fee(escrow)}`;
    return { result, value: escrow };
  });
}

async function time({ journey, escrows, clock, studio }: Travel, { byTime }: Held): Promise<void> {
  await journey.step("Released by time, two hours later by the moved clock", async () => {
    const before = await escrows.find(byTime);
    must(before.status === "holding", `it is ${before.status} before its time`);
    await clock.forward(WAITED_MS);
    const escrow = await released(escrows, byTime);
    return {
      result: `it waited for: ${missingOf(before)}; ${out(escrow)} to ${studio}, ${fee(escrow)}`,
      value: escrow,
    };
  });
}

async function refund({ journey, escrows }: Travel, { refunded: id }: Held): Promise<void> {
  await journey.step("Refund what is held", async () => {
    const { escrow, refund: made } = await escrows.refund(id);
    must(made?.status === "completed" && escrow.status === "refunded", `it is ${escrow.status}`);
    return {
      result: `${shownMoney(escrow.refunded_amount_cents, escrow.currency)} went back, without a fee`,
      value: id,
    };
  });
}

async function statement({ journey, escrows }: Travel, { disputed }: Held): Promise<void> {
  await journey.step("The statement of the disputed one", async () => {
    const { entries, currency } = await escrows.statement(disputed);
    must(entries.at(-1)?.balance_cents === 0, "the statement does not end with nothing");
    const lines = entries.map(({ kind, direction, amount_cents: cents, balance_cents: balance }) => {
      const moved = `${direction === "out" ? "less " : ""}${shownMoney(cents, currency)}`;
      return `${kind.replaceAll("_", " ")} ${moved}, leaves ${shownMoney(balance, currency)}`;
    });
    return { result: lines.join("; "), value: entries };
  });
}

/** What the books hold is what the API shows, and every balance follows from the journals. */
async function books({ journey, escrows, settings, outputs }: Travel): Promise<void> {
  await journey.step("The books of held money, rebuilt from the journals", async () => {
    const audit = await soundBooks(settings, outputs);
    const shown = (await escrows.list()).reduce((sum, { remaining_amount_cents: cents }) => sum + cents, 0);
    const held = audit.total("escrow", "USD");
    must(held === shown, `the books hold ${held} cents, the escrows together ${shown}`);
    const [owed, earned] = [audit.total("provider_payable", "USD"), audit.total("revenue", "USD")];
    const usd = (cents: number) => shownMoney(cents, "USD");
    const result = `${audit.journals.length} journals: ${usd(held)} held, as the escrows show it; ${usd(owed)} owed to providers, ${usd(earned)} earned in fees; debits less credits ${usd(0)}`;
    return { result, value: audit.sums };
  });
}

/** Waits until the releaser has released an escrow. */
function released(escrows: EscrowClient, id: string): Promise<EscrowShown> {
  return until("it was not released", async () => {
    const escrow = await escrows.find(id);
    return escrow.status === "released" ? escrow : undefined;
  });
}

function mustAddUp({ amount_cents: amount, fee_amount_cents: fees, shares: parts }: ReleaseShown): void {
  const sum = parts.reduce((all, { amount_cents: cents }) => all + cents, fees);
  must(sum === amount, `fee and shares add up to ${sum} cents, not to ${amount}`);
}

function shares({ amount_cents: amount, fee_amount_cents: fees, currency, shares: parts }: ReleaseShown): string {
  const each = parts.map(({ provider_id: id, amount_cents: cents }) => `${shownMoney(cents, currency)} to ${id}`);
  return `${shownMoney(amount, currency)}: ${each.join(", ")}, ${shownMoney(fees, currency)} the platform's fee`;
}

const missingOf = ({ missing }: EscrowShown): string => missing.join("; ");
const whole = ({ held_amount_cents: cents, currency }: EscrowShown): string => shownMoney(cents, currency);
const out = ({ released_amount_cents: cents, currency }: EscrowShown): string => shownMoney(cents, currency);
const fee = ({ fee_amount_cents: cents, currency }: EscrowShown): string =>
  `${shownMoney(cents, currency)} the platform's fee`;
