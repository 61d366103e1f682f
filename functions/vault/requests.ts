import * as z from "zod/mini";
import { findCardNumbers, maskCardNumbers } from "../shared/card-number-guard";
import { idPattern } from "../shared/ids";
import { type Fault, refuse, type Refusal } from "./results";

const CUSTOMER_ID_FORM = "must be 1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -";

// No `#`: a customer id is part of a table key whose parts are joined by it.
const customerId = z.string().check(z.regex(/^[a-zA-Z0-9_.:@|+-]{1,128}$/, CUSTOMER_ID_FORM));
const token = z.string().check(z.regex(idPattern("tok"), "must be tok_ and a UUIDv7 in lower case"));
const cvc = z.string().check(z.regex(/^\d{3,4}$/, "must be 3 or 4 digits"));
const name = (max: number) =>
  z
    .string()
    .check(
      z.regex(new RegExp(`^[a-zA-Z0-9_.:@/+-]{1,${max}}$`), `must be 1 to ${max} of a-z, A-Z, 0-9, _ . : @ / + -`),
    );

function wholeNumber(min: number, max: number) {
  const allowed = `must be a whole number from ${min} to ${max}`;
  return z.number().check(z.refine((value) => Number.isInteger(value) && value >= min && value <= max, allowed));
}

/** `{ customerId, card: { number, expMonth, expYear, cvc? } }` */
export const tokeniseRequest = z.strictObject({
  customerId,
  card: z.strictObject({
    // Types alone: what a card must be is told by `readCard`, all of it at once.
    number: z.string(),
    expMonth: z.number(),
    expYear: z.number(),
    cvc: z.optional(z.string()),
  }),
});

/** `{ token, customerId, reason, requestedBy }` */
export const detokeniseRequest = z.strictObject({
  token,
  customerId,
  /** Why the number is needed, for the audit trail. */
  reason: z
    .string()
    .check(z.regex(/^[\p{L}\p{N}\p{P}\p{Zs}]{3,256}$/u, "must be 3 to 256 letters, digits, signs and spaces")),
  /** Who needs it: a person or a system, for the audit trail. */
  requestedBy: name(128),
});

/** Cents, up to 999,999,999,999.99: beyond it nothing is a card payment. */
const AMOUNT_CENTS_MAX = 99_999_999_999_999;

const OPERATIONS = ["verify", "charge", "capture", "refund", "cancel", "ask"] as const;

/** A pure idempotency key, sending which again cannot charge again: up to two ids of 128, and what is done. */
const reference = z
  .string()
  .check(z.regex(/^[a-zA-Z0-9_.:@|/+-]{1,300}$/, "must be 1 to 300 of a-z, A-Z, 0-9, _ . : @ | / + -"));
const money = {
  amountCents: wholeNumber(1, AMOUNT_CENTS_MAX),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/, "must be an ISO 4217 code such as USD")),
};
/** The charge's reference. */
const followUp = { reference, of: reference, ...money };

const chargeRequest = z
  .strictObject({
    operation: z.literal("charge"),
    reference,
    customerId,
    ...money,
    /** Whether the money is taken at once, or reserved until a capture. */
    capture: z.boolean(),
    /** Left out where the acquirer takes charges without a card. */
    token: z.optional(token),
    /** A payment method of such an acquirer's own. */
    method: z.optional(name(64)),
    cvc: z.optional(cvc),
  })
  .check(onlyWith("cvc", "token", true), onlyWith("method", "token", false));

/** A field that another one must, or must not, stand beside; told also where other fields are wrong. */
function onlyWith(field: string, other: string, beside: boolean) {
  const error = `must be left out ${beside ? "without" : "beside"} ${other}`;
  const holds = (request: Readonly<Record<string, unknown>>): boolean =>
    request[field] === undefined || (request[other] !== undefined) === beside;
  return z.refine<Readonly<Record<string, unknown>>>(holds, {
    path: [field],
    error,
    when: ({ value }) => typeof value === "object" && value !== null,
  });
}

/**
 * By `operation`: `verify` `{ reference, customerId, token, cvc? }`; `charge` `{ reference, customerId, amountCents,
 * currency, capture, token?, method?, cvc? }`; `capture`, `refund`, `cancel` `{ reference, of, amountCents, currency }`;
 * `ask` `{ reference }`.
 */
export const railEgressRequest = z.discriminatedUnion(
  "operation",
  [
    z.strictObject({ operation: z.literal("verify"), reference, customerId, token, cvc: z.optional(cvc) }),
    chargeRequest,
    z.strictObject({ operation: z.literal("capture"), ...followUp }),
    z.strictObject({ operation: z.literal("refund"), ...followUp }),
    z.strictObject({ operation: z.literal("cancel"), ...followUp }),
    z.strictObject({ operation: z.literal("ask"), reference }),
  ],
  { error: `must be ${OPERATIONS.slice(0, -1).join(", ")} or ${OPERATIONS.at(-1)}` },
);

export type RailEgressRequest = z.output<typeof railEgressRequest>;

/** `{ job, kind, pageSize?, maxPages? }` */
export const reEncryptRequest = z.strictObject({
  /** The job's name: calling again with it goes on where it stopped. */
  job: z.string().check(z.regex(/^[a-z0-9-]{1,64}$/, "must be 1 to 64 of a-z, 0-9, -")),
  kind: z.enum(["data-keys", "fingerprints"], "must be data-keys or fingerprints"),
  /** How many items are read at a time. */
  pageSize: z._default(wholeNumber(1, 1000), 100),
  /** How many pages one call works through at most. */
  maxPages: z._default(wholeNumber(1, 10_000), 100),
});

// A request of nothing but unknown fields is not answered at the same length.
const FAULTS_MAX = 50;
const FIELD_NAME_MAX = 64;

/**
 * Reads a request: all its faults at once, none of them with a value. What looks like a card number anywhere but in
 * `card.number` is refused, and named by its path alone.
 */
export function readRequest<Schema extends z.ZodMiniType>(
  schema: Schema,
  event: unknown,
): { readonly ok: true; readonly request: z.output<Schema> } | Refusal {
  const misplaced = findCardNumbers(event, ["card.number"]);
  const parsed = schema.safeParse(event, { reportInput: false });
  if (parsed.success && misplaced.length === 0) return { ok: true, request: parsed.data };
  const faults = misplaced.map(misplacedFault);
  for (const issue of parsed.error?.issues ?? []) {
    faults.push(...issueFaults(issue, event).filter(({ param }) => !misplaced.includes(param)));
  }
  return refuse(...faults.slice(0, FAULTS_MAX));
}

function misplacedFault(param: string): Fault {
  const where = param === "" ? "the request" : param;
  return { code: "card_number_not_allowed", param, message: `${where}: holds what looks like a card number.` };
}

function issueFaults(issue: z.core.$ZodIssue, event: unknown): Fault[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    // A field's name is text from outside too.
    return issue.keys.map((key) => {
      const param = maskCardNumbers([...path, key].join(".")).slice(0, FIELD_NAME_MAX);
      return { code: "unknown_field", param, message: `${param}: there is no such field.` };
    });
  }
  const param = path.join(".");
  const where = param === "" ? "the request" : param;
  if (valueAt(event, path) === undefined) {
    return [{ code: "required", param, message: `${where}: is required.` }];
  }
  const what = issue.code === "invalid_type" ? `must be ${article(issue.expected)}` : issue.message;
  return [{ code: "invalid", param, message: `${where}: ${what}.` }];
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== "object" || current === null) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[step];
  }
  return current;
}

function article(expected: string): string {
  return /^[aeio]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}
