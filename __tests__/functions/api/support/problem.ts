import type { APIGatewayProxyResult } from "aws-lambda";
import type { Problem } from "../../../../functions/api/problem";

/** The problem document of an answer. */
export function problemIn({ body }: APIGatewayProxyResult): Problem {
  return JSON.parse(body) as Problem;
}
