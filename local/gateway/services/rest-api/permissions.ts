import type { JsonObject } from "../../answers";
import { listIn, objectIn, textIn } from "../../answers";

/** Whether a function's own policy lets API Gateway call it for a source (`arn:aws:execute-api:...`). */
export function mayInvoke(statements: readonly JsonObject[], sourceArn: string, account: string): boolean {
  return statements.some(
    (statement) =>
      statement["Effect"] === "Allow" &&
      oneOf(statement["Action"]).some((action) => ["lambda:InvokeFunction", "lambda:*", "*"].includes(action)) &&
      oneOf(objectIn(statement["Principal"])["Service"]).includes("apigateway.amazonaws.com") &&
      holds(objectIn(statement["Condition"]), sourceArn, account),
  );
}

/** The conditions that AddPermission writes; any other is not met. */
function holds(condition: JsonObject, sourceArn: string, account: string): boolean {
  return Object.entries(condition).every(([operator, keys]) =>
    Object.entries(objectIn(keys)).every(([key, patterns]) => {
      if (/^(ArnLike|ArnEquals|StringLike|StringEquals)$/.test(operator) && key.toLowerCase() === "aws:sourcearn")
        return oneOf(patterns).some((pattern) => wildcard(pattern, sourceArn));
      if (/^String(Like|Equals)$/.test(operator) && key.toLowerCase() === "aws:sourceaccount")
        return oneOf(patterns).includes(account);
      return false;
    }),
  );
}

/** What an authoriser's policy says of a method. */
export type Verdict = "allowed" | "denied" | "not named";

/** Evaluates the policy document that an authoriser has given. */
export function verdictOn(policy: JsonObject, methodArn: string): Verdict {
  const statements = (Array.isArray(policy["Statement"]) ? listIn(policy["Statement"]) : [policy["Statement"]]).map(
    objectIn,
  );
  const effects = statements
    .filter(
      ({ Action, Resource }) =>
        oneOf(Action).some((action) => wildcard(action.toLowerCase(), "execute-api:invoke")) &&
        oneOf(Resource).some((pattern) => wildcard(pattern, methodArn)),
    )
    .map(({ Effect }) => Effect);
  if (effects.includes("Deny")) return "denied";
  return effects.includes("Allow") ? "allowed" : "not named";
}

/** Whether a text fits a pattern in which `*` is any text and `?` any character. */
export function wildcard(pattern: string, text: string): boolean {
  const expression = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`, "s").test(text);
}

function oneOf(value: unknown): string[] {
  return (Array.isArray(value) ? listIn(value) : [value]).map(textIn).filter((text) => text !== "");
}
