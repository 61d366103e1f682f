import * as z from "zod";
import type { Clock } from "../../functions/shared/clock";
import type { ReEncryptResult } from "../../functions/vault/re-encrypt";
import { OperatorError } from "../errors";
import { FunctionFailedError } from "../function-port";

/** A job and its progress, as the function tells it. */
export type Progress = Omit<Extract<ReEncryptResult, { ok: true }>, "ok">;

/** What is asked of the function for each page. */
export interface PageRequest {
  readonly job: string;
  readonly kind: Progress["kind"];
  /** Items of the table, 1 to 1000. */
  readonly pageSize: number;
}

/** What working through a job takes. */
export interface ReEncryptionParts {
  /** Calls the re-encrypt function. */
  readonly call: (request: PageRequest & { readonly maxPages: number }) => Promise<unknown>;
  readonly clock: Clock;
  /** Hears of each page. */
  readonly tell: (progress: Progress) => void;
  /** Asks for an end after the page that is under way. */
  readonly interrupted: AbortSignal;
}

/** How often one page is tried, and how long between: a function that was throttled is not a job that failed. */
const ATTEMPTS_MAX = 3;
const PAUSE_MS_FIRST = 1000;

const count = z.int().nonnegative();
const answerSchema = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    job: z.string(),
    kind: z.enum(["data-keys", "fingerprints"]),
    scanned: count,
    changed: count,
    unchanged: count,
    failed: count,
    failures: z.array(z.string()),
    done: z.boolean(),
  }),
  z.object({ ok: z.literal(false), errors: z.array(z.object({ message: z.string() })) }),
]);

/**
 * Works through a job page by page until it is done or the operator asks for an end. The function keeps the place: the
 * same job called again goes on from it.
 *
 * @returns where the job stands; nothing where it was ended before the first page.
 * @throws OperatorError where the function refuses the request, fails on one page again and again, or answers something else.
 */
export async function workThrough(parts: ReEncryptionParts, request: PageRequest): Promise<Progress | undefined> {
  let progress: Progress | undefined;
  while (progress?.done !== true && !parts.interrupted.aborted) {
    progress = await onePage(parts, request);
    parts.tell(progress);
  }
  return progress;
}

async function onePage({ call, clock }: ReEncryptionParts, request: PageRequest): Promise<Progress> {
  for (let attempt = 1; ; attempt++) {
    try {
      return readAnswer(await call({ ...request, maxPages: 1 }));
    } catch (error) {
      if (!(error instanceof FunctionFailedError) || attempt === ATTEMPTS_MAX) throw error;
      await clock.sleep(PAUSE_MS_FIRST * 2 ** (attempt - 1));
    }
  }
}

function readAnswer(answer: unknown): Progress {
  const read = answerSchema.safeParse(answer);
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new OperatorError(`This is not the re-encrypt function; it answered otherwise: ${faults.join("; ")}`);
  }
  if (!read.data.ok) {
    throw new OperatorError(`The function refused: ${read.data.errors.map(({ message }) => message).join(" ")}`);
  }
  const { ok: _, ...progress } = read.data;
  return progress;
}
