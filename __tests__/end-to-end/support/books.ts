import { DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import { auditBooks, type LedgerAudit } from "../../../local/journey/ledger-audit";
import { movableClock } from "../../../local/clock-client";
import { until } from "./control";
import { type Platform, settingsOf } from "./platform";

/** What the acquirer's books hold of a payment's charges: of one that was charged twice, two. */
export interface BookedCharge {
  readonly reference: string;
  readonly capturedCents: number;
  readonly refundedCents: number;
}

/** Every charge in the acquirer's books. */
async function bookedCharges(platform: Platform): Promise<BookedCharge[]> {
  const client = new DynamoDBClient(settingsOf(platform));
  const charges: BookedCharge[] = [];
  const TableName = platform.acquirer.booksTable;
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    for (const { sk, reference, capturedCents, refundedCents } of Items)
      if (sk?.S === "CHARGE")
        charges.push({
          reference: reference?.S ?? "",
          capturedCents: Number(capturedCents?.N),
          refundedCents: Number(refundedCents?.N),
        });
  client.destroy();
  return charges;
}

/** The charges of one payment that took money. */
export async function chargesOf(platform: Platform, paymentId: string): Promise<BookedCharge[]> {
  const all = await bookedCharges(platform);
  return all.filter(({ reference, capturedCents }) => reference.startsWith(`${paymentId}/`) && capturedCents > 0);
}

/** The ledger of the platform, every balance rebuilt from the journals. */
export function audit(platform: Platform): Promise<LedgerAudit> {
  return auditBooks(settingsOf(platform), platform.outputs);
}

/** Past what a request may be worked on, and the minute of recovery's schedule. */
export const PAST_RECOVERY_MS = 90_000;

/**
 * Has recovery finish the refunds that their rail was not asked for. A suite that leaves some must: another one moves the
 * clock by days, and past a day nobody asks the rail again.
 */
export async function finishRefunds(platform: Platform): Promise<void> {
  const clock = movableClock(platform.endpoint);
  await clock.forward(PAST_RECOVERY_MS);
  const inTransit = async () => (await audit(platform)).total("refunds_in_transit", "USD");
  await until(async () => ((await inTransit()) === 0 ? true : undefined), 150_000);
  await clock.reset();
}
