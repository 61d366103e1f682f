/** Clients generate their types from the document: a field that is always sent must not look as if it could be missing. */
import {
  accountResource,
  authorisationResource,
  fileResource,
  transferResource,
} from "../../../functions/ach/resources";
import type { Authorisation, BankAccount } from "../../../functions/ach/bank-accounts/account";
import type { AchFile } from "../../../functions/ach/batches/file";
import type { AchTransfer } from "../../../functions/ach/transfers/transfer";
import type { EscrowAccount } from "../../../functions/escrow/account";
import type { EscrowDispute } from "../../../functions/escrow/dispute";
import type { ReleaseRecord } from "../../../functions/escrow/release-record";
import { escrowDisputeResource, escrowResource, releaseResource } from "../../../functions/escrow/resource";
import { customerResource, methodResource, providerResource } from "../../../functions/payments/parties/resource";
import { paymentResource, refundResource } from "../../../functions/payments/resource";
import { deliveryView, endpointView } from "../../../functions/webhooks/views";
import { readDocument, resolved, type Tree, treeOf } from "../../../tools/openapi/document";
import { listOf } from "../../../tools/openapi/operations";
import { repositoryRoot } from "../../../tools/shared/root";
import { samplePayment } from "../payments/support/samples";
import { endpoint } from "../webhooks/support/samples";

const AT = "2026-11-15T12:00:00.000Z";
const WRITTEN = { version: 1, region: "us-west-2", epoch: 1, createdAt: AT, updatedAt: AT };
const PARTY = { id: "p_1", status: "active", version: 1, registeredAt: AT, updatedAt: AT } as const;
const DAY = "2026-11-23";
const WINDOW = { name: "standard", processingDay: DAY, cutOffAt: 0, closesAt: 0, effectiveEntryDate: DAY } as const;

// Each with nothing that may be missing.
const { completedAt: _, ...payment } = samplePayment();
const escrow: EscrowAccount = {
  ...WRITTEN,
  id: "esc_1",
  transactionId: "pay_1",
  customerId: "cus_1",
  beneficiaries: [{ providerId: "pro_1", basisPoints: 10_000 }],
  rail: "simulator",
  heldAmountCents: 100,
  currency: "USD",
  releasedCents: 0,
  feeCents: 0,
  refundedCents: 0,
  status: "holding",
  holdStartDate: AT,
  expiryPolicy: "release",
  releaseConditions: { event: "service.completed" },
  autoReleaseEnabled: true,
  prefunded: false,
  feePlan: { basisPoints: 0, flatCents: 0 },
  openDisputes: [],
  events: [],
  approvals: [{ role: "inspector", by: "a", at: AT }],
  evidence: [{ kind: "photo", by: "a", at: AT }],
};
const release: ReleaseRecord = {
  id: "rel_1",
  escrowId: "esc_1",
  version: 2,
  amountCents: 100,
  currency: "USD",
  feeCents: 0,
  shares: [{ providerId: "pro_1", cents: 100 }],
  cause: "request",
  at: AT,
};
const dispute: EscrowDispute = {
  id: "d_1",
  escrowId: "esc_1",
  origin: "party",
  amountCents: 100,
  currency: "USD",
  status: "opened",
  openedBy: "a",
  evidence: [{ kind: "photo", by: "a", at: AT }],
  openedAt: AT,
  updatedAt: AT,
};
const account: BankAccount = {
  ...WRITTEN,
  id: "ba_1",
  owner: { kind: "customer", id: "cus_1" },
  holderName: "A",
  holderType: "person",
  routingNumber: "011000015",
  accountType: "checking",
  lastFour: "",
  envelope: "",
  fingerprint: "",
  status: "unverified",
};
const authorisation: Authorisation = {
  id: "aut_1",
  bankAccountId: "ba_1",
  method: "online",
  use: "single",
  evidence: "form 1",
  givenAt: AT,
  createdAt: AT,
  version: 1,
};
const transfer: AchTransfer = {
  ...WRITTEN,
  id: "ach_1",
  bankAccountId: "ba_1",
  purpose: "payout",
  amountCents: 100,
  direction: "credit",
  secCode: "CCD",
  description: "PAYOUT",
  transferType: "standard",
  window: WINDOW,
  nachaCompliance: [{ rule: "account", ok: true }],
  fraudCheckResult: { outcome: "approve", score: 0, reasons: [] },
  status: "initiated",
  detail: "queued",
};
const file = {
  ...WRITTEN,
  id: "12104288_2026-11-23_standard_01",
  window: WINDOW,
  status: "claiming",
  entries: 0,
  creditCents: 0,
  debitCents: 0,
} as unknown as AchFile;
const card = { brand: "visa", lastFour: "4242", expMonth: 12, expYear: 2030 };

const SENT: readonly (readonly [schema: string, resource: unknown])[] = [
  ["Payment", paymentResource(payment)],
  ["Refund", refundResource("pay_1", { id: "re_1", amountCents: 1, currency: "USD", status: "processing" })],
  ["Customer", customerResource({ ...PARTY, kind: "customer" })],
  ["Provider", providerResource({ ...PARTY, kind: "provider", payoutSchedule: "manual", feePlan: "standard" })],
  ["PaymentMethod", methodResource("cus_1", { token: "tok_1", ...card, addedAt: AT })],
  ["Escrow", escrowResource(escrow, 0)],
  ["EscrowRelease", releaseResource(release)],
  ["EscrowDispute", escrowDisputeResource(dispute)],
  ["BankAccount", accountResource(account)],
  ["AchTransfer", transferResource(transfer)],
  ["AchFile", fileResource(file)],
  ["WebhookEndpoint", endpointView(endpoint(), AT)],
  [
    "Delivery",
    deliveryView({
      endpointId: "we_1",
      eventId: "evt_1",
      eventType: "payment.completed",
      status: "pending",
      attempts: [],
      attemptCount: 0,
      createdAt: AT,
      expiresAt: 0,
    }),
  ],
];

const document = readDocument(repositoryRoot());

/** Paths of fields that are sent though the schema says that they may be missing. */
function notRequired(schema: Tree, value: unknown, path = ""): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => notRequired(treeOf(schema["items"], path), item, `${path}[]`));
  }
  const properties = schema["properties"] as Readonly<Record<string, Tree>> | undefined;
  if (typeof value !== "object" || value === null || !properties) return [];
  const required = listOf(schema["required"]);
  return Object.entries(value).flatMap(([name, field]) => [
    ...(required.includes(name) ? [] : [`${path}.${name}`]),
    ...notRequired(treeOf(properties[name], `${path}.${name}`), field, `${path}.${name}`),
  ]);
}

/** One of two, by whose it is. */
const EITHER = [".customer_id", ".provider_id"];

describe("what answers have at their shortest is required by the document", () => {
  it.each(SENT)("%s", (name, sent) => {
    const schema = treeOf(resolved(document, { $ref: `#/components/schemas/${name}` }), name);
    const optional = notRequired(schema, sent);
    expect(name === "BankAccount" ? optional.filter((each) => !EITHER.includes(each)) : optional).toEqual([]);
  });

  it("Authorisation, which has its schema in its operation", () => {
    const { schema } = treeOf(
      treeOf(
        treeOf(resolved(document, { $ref: "#/components/responses/Authorisation" }), "response")["content"],
        "content",
      )["application/json"],
      "json",
    );
    expect(notRequired(treeOf(schema, "schema"), authorisationResource(authorisation))).toEqual([]);
  });
});
