/** The statements of all policy documents, in one shape. */
import type { Json, JsonObject, Terraform } from "./terraform";

export interface Condition {
  readonly test: string;
  readonly variable: string;
  readonly values: readonly string[] | string;
}

export interface PolicyStatement {
  /** Name of the policy document. */
  readonly policy: string;
  readonly sid: string;
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** `Service:logs.us-west-2.amazonaws.com`. */
  readonly principals: readonly string[];
  readonly conditions: readonly Condition[];
}

/** All statements of a stack. A list that only Terraform knows stands there as one text, its expression. */
export const statementsOf = (terraform: Terraform): PolicyStatement[] =>
  terraform.dataSources
    .filter(({ type }) => type === "aws_iam_policy_document")
    .flatMap(({ address, attributes }) =>
      listOf(attributes["statement"]).map((each) => statement(address.split(".")[2]!, each as JsonObject)),
    );

/** The statements of one policy document. */
export const statementsIn = (terraform: Terraform, policy: string): PolicyStatement[] =>
  statementsOf(terraform).filter((each) => each.policy === policy);

/** One statement, by its document and Sid. */
export function statementIn(terraform: Terraform, policy: string, sid: string): PolicyStatement {
  const found = statementsIn(terraform, policy).find((each) => each.sid === sid);
  if (found === undefined) throw new Error(`There is no statement ${sid} in ${policy}.`);
  return found;
}

function statement(policy: string, each: JsonObject): PolicyStatement {
  return {
    policy,
    sid: textOf(each["sid"]),
    effect: textOf(each["effect"]) as PolicyStatement["effect"],
    actions: textsOf(each["actions"]),
    resources: textsOf(each["resources"]),
    principals: listOf(each["principals"]).flatMap((principal) => {
      const { type, identifiers } = principal as JsonObject;
      return textsOf(identifiers).map((identifier) => `${textOf(type)}:${identifier}`);
    }),
    conditions: listOf(each["condition"]).map((condition) => condition as unknown as Condition),
  };
}

const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");
const listOf = (value: Json | undefined): readonly Json[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
};
const textsOf = (value: Json | undefined): string[] => listOf(value).map(textOf);
