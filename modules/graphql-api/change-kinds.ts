import type { OptionalFunction } from "./schema";

/** One kind of change that subscribers are told of: which events, and what of them. The catalogue is functions/shared/events.ts. */
export interface ChangeKind {
  /** In addresses; empty for the first, which was alone once. */
  readonly id: string;
  /** Deployed name of the rule, before the environment's suffix. */
  readonly name: string;
  readonly description: string;
  /** The field of Mutation by which the bus publishes. */
  readonly field: string;
  /** Its result; its input is named for it. */
  readonly type: string;
  /** The resource of events' `data` that is told of, and the field that says it is one. */
  readonly subject: readonly [name: string, id: string];
  /** Fields of the change that are the resource's: by the names they have in GraphQL, the ones on the bus. */
  readonly fields: Readonly<Record<string, string>>;
  readonly needs: readonly OptionalFunction[];
}

export const CHANGE_KINDS: readonly ChangeKind[] = [
  {
    id: "",
    name: "graphql-changes",
    description: "Payments' changes, for the subscribers of the GraphQL API.",
    field: "publishPaymentChange",
    type: "PaymentChange",
    subject: ["payment", "payment_id"],
    fields: { paymentId: "payment_id", customerId: "customer_id", status: "status" },
    needs: [],
  },
  {
    id: "escrow",
    name: "graphql-escrow-changes",
    description: "Escrows' changes, for the subscribers of the GraphQL API.",
    field: "publishEscrowChange",
    type: "EscrowChange",
    subject: ["escrow", "escrow_id"],
    fields: { escrowId: "escrow_id", paymentId: "payment_id", customerId: "customer_id", status: "status" },
    needs: ["escrow-manager"],
  },
  {
    id: "ach_transfer",
    name: "graphql-transfer-changes",
    description: "ACH transfers' changes, for the subscribers of the GraphQL API.",
    field: "publishAchTransferChange",
    type: "AchTransferChange",
    subject: ["ach_transfer", "transfer_id"],
    fields: {
      transferId: "transfer_id",
      bankAccountId: "bank_account_id",
      providerId: "provider_id",
      customerId: "customer_id",
      status: "status",
      detail: "detail",
    },
    needs: ["ach-transfer-manager"],
  },
];

/** Fields of every change, and where an event has them. */
const ENVELOPE = { eventId: "$.detail.id", type: "$.detail.type", at: "$.detail.at" } as const;

/** Each field of a change and where an event of the bus has it. */
export function pathsOf({ subject: [name], fields }: ChangeKind): Readonly<Record<string, string>> {
  const ofResource = Object.entries(fields).map(([field, onBus]) => [field, `$.detail.data.${name}.${onBus}`] as const);
  return { ...ENVELOPE, ...Object.fromEntries(ofResource) };
}

/** The mutation that tells of a change; subscribers get what it selects. */
export function mutationOf(kind: ChangeKind): string {
  const { field, type } = kind;
  return `mutation Tell($input: ${type}Input!) { ${field}(input: $input) { ${Object.keys(pathsOf(kind)).join(" ")} } }`;
}
