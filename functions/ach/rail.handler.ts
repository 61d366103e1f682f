import type { Context } from "aws-lambda";
import { readEnvironment } from "../shared/environment";
import { createLogger, maskError } from "../shared/logging";
import { connectDebitRail } from "./connect-room";
import { type RailResult, serveRail } from "./debit-rail/serve";
import * as environments from "./environment";

const log = createLogger();
const parts = connectDebitRail(readEnvironment(environments.debitRail));

/** `{ operation, reference, ... }` to what became of it; invoked directly and synchronously, by those who move payments. */
export const handler = async (event: unknown, context: Context): Promise<RailResult> => {
  log.addContext(context);
  try {
    const answer = await serveRail(parts, event);
    if (answer.ok) log.info("answered", { reference: answer.reference, outcome: answer.outcome, reason: answer.code });
    else log.warn("refused", { faults: answer.errors.map(({ code, param }) => ({ code, param })) });
    return answer;
  } catch (error) {
    const masked = maskError(error);
    log.error("failed", masked);
    throw masked;
  }
};
