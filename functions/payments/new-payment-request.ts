import type { Resources } from "../api";
import { type HoldWishes, readWishes } from "../escrow";
import { fingerprintOf } from "../shared/idempotency";
import { parseMoney } from "../shared/money";
import type { Caller } from "../shared/request-fields";
import { madeId } from "../shared/made-id";
import type { NewPayment } from "./new-payment";
import { guestFaults, guestOf } from "./parties/party";
import type { PaymentParts } from "./parts";
import { type Refusal, refuse } from "./results";

/** A new payment as requests have it: the amount is decimal text. */
type Body = Resources["NewPayment"];

/** A new payment by its request, or what is wrong with the amount. */
export function newPaymentOf(
  parts: PaymentParts,
  caller: Caller,
  operation: string,
  body: Body,
): { readonly ok: true; readonly payment: NewPayment } | Refusal {
  const { amount, currency, customer_id, provider_id, payment_method, billing_address, description } = body;
  const read = parseMoney(amount, currency);
  const held = heldAs(parts, body);
  const named = guestFaults(customer_id ?? "");
  if (!read.ok || !held.ok || named.length > 0) {
    return refuse(...named, ...(read.ok ? [] : read.faults), ...(held.ok ? [] : held.errors));
  }
  const paymentId = body.payment_id ?? madeId(parts, "pay", caller, [operation]);
  const payment: NewPayment = {
    paymentId,
    amount: read.money,
    // Nobody's payment is a guest's, who has made this one alone.
    customerId: customer_id ?? guestOf(paymentId),
    providerId: provider_id,
    encryptedCardToken: payment_method,
    description,
    addressId: billing_address && addressIdOf(parts, billing_address),
    captureMethod: body.capture_method,
    ...(held.wishes && { escrow: held.wishes }),
  };
  return { ok: true, payment };
}

/** How a payment's money is to be held, or what is wrong with what it says. */
function heldAs(
  { clock }: PaymentParts,
  { escrow, provider_id }: Body,
): { readonly ok: true; readonly wishes?: HoldWishes } | Refusal {
  if (escrow === undefined) return { ok: true };
  if (provider_id !== undefined) return readWishes(escrow, clock.now());
  const message = "escrow: only the money of a provider is held; provider_id is missing.";
  return refuse({ code: "invalid", param: "escrow", message });
}

/**
 * A billing address as limits count by it: a keyed fingerprint, the same however it is spaced or capitalised, and nothing
 * that an address could be read from.
 */
export function addressIdOf({ fingerprintKey }: PaymentParts, address: NonNullable<Body["billing_address"]>): string {
  const lines = Object.entries(address).map(([name, text]) => [name, text.normalize("NFKC").toUpperCase()] as const);
  const folded = Object.fromEntries(lines.map(([name, text]) => [name, text.trim().replace(/[\s.,]+/g, " ")]));
  return `adr_${fingerprintOf(fingerprintKey, { billingAddress: folded })}`;
}
