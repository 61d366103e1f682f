/** Functions that may not be there, whose operations are then left out. */
import { Fn, ref, TerraformStack, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { isEmpty, resolved } from "../shared";
import type { ServedOperation } from "./body";

/** Functions that only Terraform knows to be there or not: by the deployed name, the ARN that may be empty. */
export type MaybeThere = Readonly<Record<string, string>>;

type Tree = Readonly<Record<string, unknown>>;

/**
 * API Gateway's document as JSON, in which Terraform takes the paths of a function that is there and leaves the others out.
 * @param document with texts that Terraform's expressions can hold; the operations of a path are all of one such function.
 */
export function chosenDocument(
  scope: IConstruct,
  { paths, ...rest }: Tree & { readonly paths: Tree },
  operations: readonly ServedOperation[],
  maybe: MaybeThere,
): string {
  const functionOf = new Map(operations.map(({ path, functionName }) => [path, functionName]));
  const some = (wanted: (functionName: string) => boolean): string =>
    expressionOf(
      scope,
      Object.fromEntries(Object.entries(paths).filter(([path]) => wanted(functionOf.get(path) ?? ""))),
    );
  const choices = Object.entries(maybe).map(([functionName, functionArn]) => {
    const isMissing = bare(resolved(scope, isEmpty(functionArn).toString()));
    return `{"true" = {}, "false" = ${some((each) => each === functionName)}}[${isMissing}]`;
  });
  const chosen = [some((each) => maybe[each] === undefined), ...choices].join(", ");
  const whole = `jsonencode(merge(${expressionOf(scope, rest)}, {"paths" = merge(${chosen})}))`;
  // Written out here: cdktf does not write functions within functions whose texts hold references without a warning for each.
  return Token.asString(ref(whole, TerraformStack.of(scope)));
}

/** An object as Terraform's expressions have it. */
const expressionOf = (scope: IConstruct, value: Tree): string =>
  bare(resolved(scope, Fn.jsonencode(value))).replace(/^jsonencode\((.*)\)$/s, "$1");

const bare = (text: string): string => text.replace(/^\$\{(.*)\}$/s, "$1");
