import type { Context } from "aws-lambda";
import * as z from "zod/mini";
import { readEnvironment } from "../shared/environment";
import { PlatformError } from "../shared/errors";
import { createLogger } from "../shared/logging";
import { isDay } from "./calendar/day";
import * as environments from "./environment";
import { connectReconciler } from "./reconciliation/connect";
import { reconcile, type ReconcilerReport } from "./reconciliation/reconcile";

const log = createLogger();
const parts = connectReconciler(readEnvironment(environments.reconciler), log);

const asked = z.object({ day: z.optional(z.string().check(z.refine(isDay))) });

/** The function was asked for something that it does not do. */
class ReconcilerRequestError extends PlatformError {
  readonly code = "reconciler_request";
}

/** Reconciles yesterday, Eastern, by the schedule; or by hand a day that `{ "day": "2026-11-23" }` names. */
export const handler = async (event: unknown, context: Context): Promise<ReconcilerReport> => {
  log.addContext(context);
  const read = asked.safeParse(event);
  if (!read.success) throw new ReconcilerRequestError('day: allowed is {} or {"day":"2026-11-23"}.');
  const report = await reconcile(parts, read.data.day);
  log.info("a day was reconciled", { ...report });
  return report;
};
