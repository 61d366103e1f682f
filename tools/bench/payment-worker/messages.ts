import * as z from "zod";

/** What a worker is asked for: payments, so many at once. */
export const workSchema = z.object({ payments: z.number(), callers: z.number() });
/** One such order. */
export type Work = z.output<typeof workSchema>;

/** What a worker's payments took; each one's wall time, and the CPU time of the whole process for all of them. */
export const tookSchema = z.object({
  wallMs: z.number(),
  cpuMs: z.number(),
  eachMs: z.array(z.number()),
  /** Calls of the rail. */
  railCalls: z.number(),
});
/** One such answer. */
export type Took = z.output<typeof tookSchema>;

/** Somebody who pays, as the workers are told of them. */
const payerSchema = z.object({ customerId: z.string(), token: z.string(), street: z.string() });
/** One of them. */
export type Payer = z.output<typeof payerSchema>;

/** A call of the processor as it came over the wire. */
const callSchema = z.object({ operation: z.string(), body: z.string() });
/** One such call. */
export type RecordedCall = z.output<typeof callSchema>;

/** What the parameter of a worker is, as JSON in a file. */
export const settingsSchema = z.object({
  payers: z.array(payerSchema).min(1),
  providerId: z.string(),
  /** The calls of one payment, in their order; for the floor alone. */
  recording: z.array(callSchema),
});
/** One such parameter. */
export type Settings = z.output<typeof settingsSchema>;
