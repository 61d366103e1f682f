/** A payout's way through the deployed platform: from a card through escrow into a file, to the bank by SFTP, settled, sent back or corrected, and in the books to the cent. */
import { createHash, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { bankingDaysLater, easternInstant } from "../bank/banking-days";
import type { BankAddress } from "../bank/bank";
import { morningOf } from "../bank/settlement";
import { movableClock } from "../clock-client";
import { AchClient, type AchClientProps, reportKey, type TransferShown } from "./ach-client";
import type { PaymentShown } from "./api-client";
import { allOf, forEach, type Parties, partiesOf, type Party } from "./ach-parties";
import { EscrowClient, shownMoney } from "./escrow-client";
import { type Journey, JourneyError, must } from "./journey";
import { soundBooks } from "./ledger-audit";
import { until } from "./until";
import { TEST_CARDS } from "./vault-journey";

export interface AchJourneyProps extends AchClientProps {
  readonly bank: Pick<BankAddress, "control" | "folder">;
  /** The year of cards' expiry. */
  readonly expYear: number;
}

/** What its steps share. */
interface Travel extends AchJourneyProps {
  readonly journey: Journey;
  readonly ach: AchClient;
  readonly clock: ReturnType<typeof movableClock>;
  readonly customer: string;
  /** Of its own, so that it can be run again on one deployment. */
  readonly parties: Parties<Party>;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The simulated acquirer settles two days after it took the money. */
const SETTLEMENT_MS = 2 * DAY_MS + MINUTE_MS;
/** No cut-off is near then, summer or winter. */
const NOON_MS = DAY_MS / 2;
/** The bank's folder is looked into as often. */
const COLLECTED_EVERY_MS = 10 * MINUTE_MS;
/** Eastern minute of the day: the report of the day before is there. */
const REPORTED_AT = 5 * 60 + 5;
/** The bank returns (R02, account closed) and corrects (C01) so many banking days after settlement. */
const TELLS_AFTER = 1;
const CORRECTED_ENDING = "1001";
/** A routing number that no bank has. */
const ROUTING_NUMBER = "110000000";

/** Runs the journey; the first step that finds something else than it must ends it. It leaves the clock as it was. */
export async function achJourney(journey: Journey, props: AchJourneyProps): Promise<void> {
  const clock = movableClock(props.settings.endpoint);
  const { aheadMs } = await clock.show();
  const ach = new AchClient(props);
  const name = randomUUID().slice(0, 8);
  const travel: Travel = { ...props, journey, ach, clock, customer: `cust_${name}`, parties: partiesOf(name) };
  try {
    const accounts = await registers(travel);
    const escrows = await charges(travel);
    await settles(travel, escrows);
    const transfers = await releases(travel, escrows);
    const fileId = await closes(travel, transfers);
    await travels(travel, transfers, fileId);
    await arrives(travel, transfers);
    await comesBack(travel, transfers, accounts);
    await reports(travel, transfers, fileId);
    await books(travel, transfers);
  } finally {
    ach.close();
    await clock.reset();
    if (aheadMs > 0) await clock.forward(aheadMs);
  }
}

async function registers({ journey, ach, parties }: Travel): Promise<Parties<string>> {
  return journey.step("Three providers give their bank accounts, for payouts with each release", async () => {
    const shown: string[] = [];
    const value = await forEach(parties, async ({ provider, holder, accountNumber }) => {
      const account = await ach.register(provider, {
        ...{ holder_name: holder, holder_type: "company", account_type: "checking" },
        ...{ routing_number: ROUTING_NUMBER, account_number: accountNumber },
      });
      must(!JSON.stringify(account).includes(accountNumber), "the answer shows the account's number");
      const { payout_schedule: schedule } = await ach.payOutTo(provider, account.bank_account_id);
      must(schedule === "on_release", `the provider is paid out ${schedule}`);
      shown.push(`${provider} …${account.last_four ?? ""}`);
      return account.bank_account_id;
    });
    return { result: `${shown.join(", ")}: no more of their numbers is shown again`, value };
  });
}

async function charges(travel: Travel): Promise<Parties<string>> {
  const { journey, api, customer, expYear, parties } = travel;
  return journey.step("Charge a card for each of them: the money is held", async () => {
    const card = { number: TEST_CARDS.visa, exp_month: 12, exp_year: expYear };
    const token = await api.call<{ token: string }>("POST", "/tokens", JSON.stringify({ customer_id: customer, card }));
    must(token.status === 201, `the card was not tokenised: ${token.text}`);
    const value = await forEach(parties, async ({ provider, amount }) => {
      const body = `{"amount": ${amount}, "currency": "USD", "customer_id": "${customer}", "provider_id": "${provider}", "payment_method": "${token.body.token}"}`;
      const paid = await api.call<PaymentShown & { escrow_id?: string }>("POST", "/payments", body);
      const { escrow_id: id } = paid.body;
      must(paid.status === 201 && id !== undefined, `the payment's money is not held: ${paid.text}`);
      return id;
    });
    const amounts = allOf(parties).map(({ amount }) => `${amount} USD`);
    return { result: `${amounts.join(", ")} are held until the services are done`, value };
  });
}

/** What the acquirer pays out is what files can be paid from. */
async function settles(travel: Travel, escrowIds: Parties<string>): Promise<void> {
  const { journey, ach, clock, parties } = travel;
  await journey.step("The acquirer settles, and there is cash to pay out from", async () => {
    const escrows = escrowsOf(travel);
    const before = await ach.cash();
    const now = Date.parse((await clock.show()).now) + SETTLEMENT_MS;
    await moveTo(travel, Math.ceil((now - NOON_MS) / DAY_MS) * DAY_MS + NOON_MS);
    for (const id of allOf(escrowIds)) {
      await until("the money of an escrow did not arrive", async () => {
        const { funds_available_at: at } = await escrows.find(id);
        return at;
      });
    }
    await clock.forward(MINUTE_MS);
    const charged = allOf(parties).reduce((sum, { amount }) => sum + Number(amount) * 100, 0);
    const cash = await until("the settlement account does not cover the payouts", async () => {
      const cents = await ach.cash();
      // What the acquirer keeps for earlier refunds comes off what it pays out.
      return cents > before && cents >= charged ? cents : undefined;
    });
    const result = `two days later by the moved clock: ${shownMoney(cash, "USD")} in the settlement account, ${shownMoney(cash - before, "USD")} more than before`;
    return { result, value: cash };
  });
}

async function releases(travel: Travel, escrowIds: Parties<string>): Promise<Parties<TransferShown>> {
  const { journey, ach, parties } = travel;
  return journey.step("The services are done: released, and paid out in the same transaction", async () => {
    const escrows = escrowsOf(travel);
    await forEach(escrowIds, (id) => escrows.seen(id, "service.completed"));
    await forEach(escrowIds, (id) =>
      until("an escrow was not released", async () => {
        const { status } = await escrows.find(id);
        return status === "released" ? status : undefined;
      }),
    );
    const value = await forEach(parties, ({ provider }) =>
      until("there is no transfer", async () => (await ach.transfersOf(provider))[0]),
    );
    const { window } = value.open;
    for (const transfer of allOf(value)) {
      must(transfer.detail === "queued", `${transfer.transfer_id} is ${transfer.detail}`);
      must(transfer.window.cut_off_at === window.cut_off_at, "the payouts go with several windows");
    }
    const amounts = allOf(value).map(shownAmount).join(", ");
    const result = `${amounts} are queued for the window ${window.name} of ${window.processing_day}, cut-off ${window.cut_off_at}, to settle on ${window.effective_entry_date}`;
    return { result, value };
  });
}

/** The schedules close the window, and build its file. */
async function closes(travel: Travel, transfers: Parties<TransferShown>): Promise<string> {
  const { journey, ach } = travel;
  return journey.step("The window's cut-off, by the moved clock: the payouts stand in one file", async () => {
    await moveTo(travel, Date.parse(transfers.open.window.cut_off_at) + MINUTE_MS);
    const batched = await reach(travel, transfers, "batched");
    const { file_id: id = "" } = batched.open;
    must(
      allOf(batched).every(({ file_id: other }) => other === id),
      "the payouts are in several files",
    );
    const file = await until("the file was not built", async () => {
      const shown = await ach.file(id);
      return shown.sha256 === undefined ? undefined : shown;
    });
    const { planned_mills: planned = 0, one_by_one_mills: single = 0 } = file.saving ?? {};
    const result = `${id}: ${file.entries} entries, ${file.bytes ?? 0} bytes; it costs ${mills(planned)}, one by one they would cost ${mills(single)}`;
    return { result, value: id };
  });
}

async function travels(travel: Travel, transfers: Parties<TransferShown>, fileId: string): Promise<void> {
  const { journey, ach, bank } = travel;
  await journey.step("The connector takes the file to the bank, by SFTP", async () => {
    await passing(travel, MINUTE_MS, () => reach(travel, transfers, "submitted"));
    const [{ sha256, bytes }, there] = await Promise.all([
      ach.file(fileId),
      readFile(path.join(bank.folder, "inbox", `${fileId}.ach`)),
    ]);
    must(createHash("sha256").update(there).digest("hex") === sha256, "the bank has other bytes than were built");
    return { result: `/inbox/${fileId}.ach has all ${bytes ?? 0} bytes as they were built`, value: fileId };
  });
  await journey.step("The bank checks the file and acknowledges it", async () => {
    await collected(travel, () => reach(travel, transfers, "acknowledged"));
    return { result: `/outbox/${fileId}.ack.csv was fetched: accepted`, value: fileId };
  });
}

async function arrives(travel: Travel, transfers: Parties<TransferShown>): Promise<void> {
  await travel.journey.step("The morning of settlement, by the moved clock", async () => {
    const { effective_entry_date: day } = transfers.open.window;
    await moveTo(travel, morningOf(day) + MINUTE_MS);
    const settled = await collected(travel, () => reach(travel, transfers, "settled"));
    const amounts = allOf(settled).map(shownAmount).join(", ");
    return { result: `${day}: ${amounts} have been paid`, value: settled };
  });
}

/** One comes back since its account is closed; another went to a number that has changed. */
async function comesBack(travel: Travel, transfers: Parties<TransferShown>, accounts: Parties<string>): Promise<void> {
  const { journey, ach, parties } = travel;
  await journey.step("A banking day later: one comes back, one is corrected", async () => {
    await moveTo(travel, morningOf(toldOn(transfers)) + MINUTE_MS);
    const [closed, moved] = await collected(travel, () =>
      Promise.all([reachOne(travel, transfers.closed, "returned"), reachOne(travel, transfers.moved, "corrected")]),
    );
    const open = await ach.transfer(transfers.open.transfer_id);
    must(open.status === "completed" && open.detail === "settled", `the ordinary one is ${open.detail}`);
    must(closed.status === "failed" && moved.status === "completed", "a return and a correction look alike");
    must(closed.return_code === "R02" && moved.change_code === "C01", "the bank's codes are others");
    const result = `${shownAmount(open)} stay settled; ${shownAmount(closed)} came back: R02, account closed; ${shownAmount(moved)} arrived under another number: C01`;
    return { result, value: closed };
  });
  await journey.step("The accounts, afterwards", async () => {
    const shown = await forEach(accounts, (id) => ach.account(id));
    must(shown.open.status !== "blocked", "the ordinary account is blocked");
    must(shown.closed.status === "blocked", `the closed account is ${shown.closed.status}`);
    must(shown.moved.last_four === CORRECTED_ENDING, "the changed number was not taken over");
    const result = `${parties.closed.provider}'s is blocked: ${shown.closed.blocked_reason ?? ""}; ${parties.moved.provider}'s ends in ${CORRECTED_ENDING} from now on: ${shown.moved.change_code ?? ""}`;
    return { result, value: shown };
  });
}

async function reports(travel: Travel, transfers: Parties<TransferShown>, fileId: string): Promise<void> {
  const { journey, ach } = travel;
  await journey.step("The reports of those days: what became of each entry", async () => {
    const day = toldOn(transfers);
    await moveTo(travel, easternInstant(nextDay(day), REPORTED_AT));
    const { transfer_id: id } = transfers.closed;
    const told = () =>
      until("the day's report does not tell of the return", async () => {
        const report = await ach.report(day);
        return report?.returned.find(({ transfer_id: returned }) => returned === id);
      });
    // A run that failed is made again by hand.
    if (!(await isReached(told))) {
      await ach.reconcile(day);
      await told();
    }
    // The day of settlement, as it stands by now.
    const { effective_entry_date: settledOn } = transfers.open.window;
    await ach.reconcile(settledOn);
    const file = (await ach.report(settledOn))?.files.find(({ file_id: each }) => each === fileId);
    must(file?.entries === 3, `the report of ${settledOn} has ${file?.entries ?? 0} entries of the file`);
    const { settled, returned, missing } = file;
    must(settled.entries === 2 && returned.entries === 1 && missing.entries === 0, "the report tells it otherwise");
    const result = `${reportKey(day)} tells of the return; of the file's ${file.entries} entries ${settled.entries} settled, ${returned.entries} came back, ${missing.entries} are missing`;
    return { result, value: file };
  });
}

/** Nothing is on its way, what came back is owed again, and every balance follows from the journals. */
async function books(
  { journey, settings, outputs, parties }: Travel,
  transfers: Parties<TransferShown>,
): Promise<void> {
  await journey.step("The books of payouts, rebuilt from the journals", async () => {
    const audit = await soundBooks(settings, outputs);
    const transit = audit.total("payouts_in_transit", "USD");
    must(transit === 0 && audit.total("settlement_reserved", "USD") === 0, `${transit} cents are still in transit`);
    const owedTo = ({ provider: owner }: Party) => audit.balance({ kind: "provider_payable", owner, currency: "USD" });
    const owed = { open: owedTo(parties.open), closed: owedTo(parties.closed), moved: owedTo(parties.moved) };
    must(owed.open === 0 && owed.moved === 0, "what was paid is owed still");
    must(owed.closed === transfers.closed.amount_cents, `${owed.closed} cents are owed for what came back`);
    const usd = (cents: number) => shownMoney(cents, "USD");
    const cash = audit.total("settlement_cash", "USD");
    const result = `${audit.journals.length} journals: payouts in transit ${usd(transit)}, settlement cash ${usd(cash)}; ${usd(owed.closed)} owed to ${parties.closed.provider} again, nothing to the two others; debits less credits ${usd(0)}`;
    return { result, value: audit.sums };
  });
}

/** Lets the bank do what is due, and the platform look into its folder; then waits for what follows. */
async function collected<T>(travel: Travel, wait: () => Promise<T>): Promise<T> {
  const turn = await fetch(`${travel.bank.control}/turn`, { method: "POST" });
  must(turn.ok, `the bank's turn was answered with ${turn.status}`);
  return passing(travel, COLLECTED_EVERY_MS, wait);
}

/** Lets time pass until a schedule's next run, and waits for what follows; for the run after it where nothing did. */
async function passing<T>({ clock }: Travel, forwardMs: number, wait: () => Promise<T>): Promise<T> {
  await clock.forward(forwardMs);
  if (!(await isReached(wait))) await clock.forward(forwardMs);
  return wait();
}

/** Whether what is waited for comes: a call that failed is not tried again by the embedded AWS, as it is on AWS. */
async function isReached(wait: () => Promise<unknown>): Promise<boolean> {
  try {
    await wait();
    return true;
  } catch (error) {
    if (error instanceof JourneyError) return false;
    throw error;
  }
}

/** What becomes of a transfer that goes well, in its order; what may still become of it once it has settled. */
const STANDS = ["queued", "batched", "submitted", "acknowledged", "settled", "corrected", "returned"];

/** Waits until a transfer stands somewhere, or behind it. */
function reachOne({ ach }: Travel, { transfer_id: id }: TransferShown, wanted: string): Promise<TransferShown> {
  return until(`${id} was not ${wanted}`, async () => {
    const transfer = await ach.transfer(id);
    const { detail, failure_code: code } = transfer;
    must(STANDS.includes(detail), `${id} is ${detail}: ${code ?? "nobody says why"}`);
    return STANDS.indexOf(detail) >= STANDS.indexOf(wanted) ? transfer : undefined;
  });
}

const reach = (travel: Travel, transfers: Parties<TransferShown>, wanted: string): Promise<Parties<TransferShown>> =>
  forEach(transfers, (transfer) => reachOne(travel, transfer, wanted));

/** Moves the clock to a moment, in milliseconds since 1970, that has not passed. */
async function moveTo({ clock }: Travel, moment: number): Promise<void> {
  const forwardMs = moment - Date.parse((await clock.show()).now);
  must(forwardMs >= 0, `the moment ${new Date(moment).toISOString()} has passed`);
  await clock.forward(forwardMs);
}

const escrowsOf = ({ api, customer }: Travel): EscrowClient => new EscrowClient(api, customer);
const toldOn = ({ open }: Parties<TransferShown>): string =>
  bankingDaysLater(open.window.effective_entry_date, TELLS_AFTER);
const nextDay = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
const shownAmount = ({ amount_cents: cents, currency }: TransferShown): string => shownMoney(cents, currency);
/** Tenths of a cent in dollars. */
const mills = (count: number): string => `${(count / 1000).toFixed(3)} USD`;
