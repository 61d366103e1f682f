import * as z from "zod";

/** What every rule has: whom it strikes, and how often. */
const STRIKES = {
  /** Signing name of the service: "dynamodb". */
  service: z.string().min(1),
  /** The API's name of the call: "TransactWriteItems". */
  operation: z.string().min(1),
  /** Strikes calls alone whose path or body has this text: a table's or a function's name. */
  contains: z.string().min(1).optional(),
  times: z.int().positive().default(1),
};
/** Before the call is carried out, so that nothing happens; or after it, so that only its answer is lost. */
const when = z.enum(["before", "after"]).default("before");
const milliseconds = z.int().min(0).max(3_600_000);
/** Streams are read by one call. */
const STREAM = { ...STRIKES, service: z.literal("dynamodb"), operation: z.literal("GetRecords") };

const EFFECTS = z.discriminatedUnion("effect", [
  z.strictObject({
    ...STRIKES,
    effect: z.literal("error"),
    when,
    errorCode: z.string().min(1),
    status: z.int().min(400).max(599).default(400),
    message: z.string().default("injected by the embedded AWS"),
  }),
  z.strictObject({ ...STRIKES, effect: z.literal("throttle"), when }),
  z.strictObject({
    ...STRIKES,
    service: z.literal("dynamodb"),
    operation: z.enum(["TransactWriteItems", "TransactGetItems", "PutItem", "UpdateItem", "DeleteItem"]),
    effect: z.literal("conflict"),
    when,
    /** Which item of the transaction is in another's hands. */
    item: z.int().min(0).max(99).default(0),
  }),
  z.strictObject({ ...STRIKES, effect: z.literal("time out"), when, milliseconds: milliseconds.default(60_000) }),
  /** The next `times` reads that have records give them so much later. */
  z.strictObject({ ...STREAM, effect: z.literal("lag"), milliseconds }),
  /** The next `times` records are left out. */
  z.strictObject({ ...STREAM, effect: z.literal("lose") }),
  /** The next `times` reads of more than one record give them last first. */
  z.strictObject({ ...STREAM, effect: z.literal("reorder") }),
]);

/** A rule that names no effect answers with its `errorCode`. */
const FAULT_RULE = z.preprocess(
  (value) =>
    typeof value === "object" && value !== null && !("effect" in value) ? { effect: "error", ...value } : value,
  EFFECTS,
);

/** A rule of fault injection: what the next calls of an operation meet. */
export type FaultRule = z.infer<typeof EFFECTS>;

/** Reads a rule, or says what is wrong with it. */
export function parseFaultRule(value: unknown): { rule: FaultRule } | { problem: string } {
  const result = FAULT_RULE.safeParse(value);
  return result.success ? { rule: result.data } : { problem: z.prettifyError(result.error) };
}
