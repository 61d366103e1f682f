import * as z from "zod";

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** Something that the bank will do at a moment with a file that it accepted. */
const duty = z.strictObject({
  kind: z.enum(["settle", "notify"]),
  file: z.string(),
  /** The day of settlement of the batches concerned. */
  settles: day,
  /** With `notify`: banking days after that, as the magic accounts have it. */
  afterBankingDays: z.int().nonnegative(),
  /** Milliseconds since 1970. */
  dueAt: z.number(),
});

/** A file that the bank accepted. */
const accepted = z.strictObject({ sha256: z.string(), identity: z.string() });

const outgoing = z.strictObject({ name: z.string(), content: z.string() });

/** All that the bank remembers, beside the files themselves. */
export const bankBooks = z.strictObject({
  accepted: z.record(z.string(), accepted),
  /** By file name: the last upload that it has dealt with. */
  uploads: z.record(z.string(), z.string()),
  duties: z.array(duty),
  /** By name without number (`SETTLEMENT_2026-11-24`): how many it has made. */
  made: z.record(z.string(), z.int()),
  /** Trace numbers of its own, of returns and corrections. */
  traces: z.int(),
  /** Made and not yet put out: they are put out again by whoever finds them, and are the same. */
  outgoing: z.array(outgoing),
});

export type BankBooks = z.infer<typeof bankBooks>;
export type Duty = z.infer<typeof duty>;
/** A file for the outbox. */
export type Outgoing = z.infer<typeof outgoing>;

/** A bank on its first day. */
export const EMPTY_BOOKS: BankBooks = { accepted: {}, uploads: {}, duties: [], made: {}, traces: 0, outgoing: [] };
