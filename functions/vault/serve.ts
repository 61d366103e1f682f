import type { Context } from "aws-lambda";
import { type Log, maskError } from "../shared/logging";
import type { Result } from "./results";

/**
 * A vault function's handler around its work: logs what came of it (never what came in), and lets no error out whose
 * text was not masked.
 */
export function serve<Answer extends Result<object>>(
  log: Log,
  work: (event: unknown, requestId: string) => Promise<Answer>,
): (event: unknown, context: Context) => Promise<Answer> {
  return async (event, context) => {
    log.addContext(context);
    try {
      const answer = await work(event, context.awsRequestId);
      if (answer.ok) log.info("answered");
      else log.warn("refused", { faults: answer.errors.map(({ code, param }) => ({ code, param })) });
      return answer;
    } catch (error) {
      const masked = maskError(error);
      log.error("failed", masked);
      throw masked;
    }
  };
}
