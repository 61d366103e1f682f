import * as z from "zod/mini";
import { type RequestFault, requestFaults } from "../../shared/request-fields";
import { type Fault, refuse, type Refusal } from "../results";

/** A pure function of the payment and of what is done: up to two ids of 128, and what is done. */
const REFERENCE = /^[a-zA-Z0-9_.:@|+-]{1,128}\/[a-z-]{1,32}(\/[a-zA-Z0-9_.:@|+-]{1,128})?$/;
const REFERENCE_FORM = "must be a reference such as pay_1/charge/1";
const CENTS_FORM = "must be a whole number of cents above 0";

const reference = z.string(REFERENCE_FORM).check(z.regex(REFERENCE, REFERENCE_FORM));
const money = {
  amountCents: z
    .number(CENTS_FORM)
    .check(z.refine((value: number) => Number.isSafeInteger(value) && value > 0, CENTS_FORM)),
  currency: z.string("must be an ISO 4217 code").check(z.regex(/^[A-Z]{3}$/, "must be an ISO 4217 code")),
};
/** `of`: the charge's reference. */
const followUp = { reference, of: reference, ...money };

const railRequest = z.discriminatedUnion(
  "operation",
  [
    z.strictObject({
      operation: z.literal("charge"),
      reference,
      customerId: z.string("must be a customer's id"),
      ...money,
      capture: z.literal(true, "must be true: a debit takes its money, it reserves none"),
      /** The bank account. */
      method: z.string("must be a bank account (ba_...)"),
    }),
    z.strictObject({ operation: z.literal("refund"), ...followUp }),
    z.strictObject({ operation: z.literal("cancel"), ...followUp }),
    z.strictObject({ operation: z.literal("ask"), reference }),
  ],
  { error: "must be charge, refund, cancel or ask" },
);

/** A request of the rail. */
export type RailRequest = z.output<typeof railRequest>;

/** One of the requests, by its operation. */
export type RequestOf<Operation extends RailRequest["operation"]> = Extract<
  RailRequest,
  { readonly operation: Operation }
>;

/** What a payment calls the bank account that it is charged to. */
export const METHOD = "payment_method";

/** Reads a request: all its faults at once, none with a value. */
export function readRequest(event: unknown): { readonly ok: true; readonly request: RailRequest } | Refusal {
  const read = railRequest.safeParse(event, { reportInput: false });
  if (!read.success) {
    return refuse(
      ...read.error.issues.map(({ path, message }): Fault => {
        const param = path.join(".");
        return { code: "invalid", param, message: `${param || "the request"}: ${message}.` };
      }),
    );
  }
  const faults = idFaults(read.data);
  return faults.length > 0 ? refuse(...faults) : { ok: true, request: read.data };
}

function idFaults(request: RailRequest): readonly RequestFault[] {
  if (request.operation !== "charge") return [];
  return requestFaults({ customer_id: request.customerId, [METHOD]: request.method });
}

/** The payment that a reference is of. */
export function paymentOf(reference: string): string {
  return reference.split("/")[0] ?? reference;
}
