/** Fields of resources that are resources themselves: the operation that gets each, and the id of the one by which it is asked. */
export interface NestedField {
  readonly operation: string;
  /** Name of a field of the resource around it, and of the operation's argument. */
  readonly key: string;
}

/** By type and field. */
export const NESTED_FIELDS: Readonly<Record<string, NestedField>> = {
  "Payment.escrow": { operation: "getEscrow", key: "escrowId" },
  "Escrow.payment": { operation: "getPayment", key: "paymentId" },
  "Escrow.disputes": { operation: "listEscrowDisputes", key: "escrowId" },
  "AchTransfer.bankAccount": { operation: "getBankAccount", key: "bankAccountId" },
};
