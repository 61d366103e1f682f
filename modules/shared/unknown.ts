/** Texts that only Terraform knows. */
import {
  DefaultTokenResolver,
  Fn,
  type IResolvable,
  ref,
  StringConcat,
  type TerraformResource,
  TerraformStack,
  Token,
  Tokenization,
} from "cdktf";
import type { IConstruct } from "constructs";

/** Whether a text is a variable, which may be empty; what another module of the stack made is there. */
export const isVariable = (scope: IConstruct, text: string): boolean =>
  Token.isUnresolved(text) && /^\$\{var\.\w+\}$/.test(resolved(scope, text));

/** Whether a text that only Terraform knows is empty; cdktf's own comparison writes an empty text as `undefined`. */
export const isEmpty = (text: string): IResolvable => Fn.contains([""], text) as IResolvable;

/** An attribute of a resource that is there once or not at all, by its `count`; empty where it is not. */
export function onlyOf(resource: TerraformResource, attribute: string): string {
  const { terraformResourceType, friendlyUniqueId } = resource;
  const all = ref(`${terraformResourceType}.${friendlyUniqueId}[*].${attribute}`, TerraformStack.of(resource));
  return Fn.join("", Token.asList(all));
}

/** A text as it is synthesised. */
export function resolved(scope: IConstruct, text: string): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return String(Tokenization.resolve(text, { scope: TerraformStack.of(scope), resolver, preparing: false }));
}
