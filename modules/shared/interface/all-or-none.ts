/** Inputs that are given together, or not at all: each is a text that is empty where it is not given. */
import { Fn, Op, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { isEmpty, isVariable } from "../unknown";
import { InvalidInputError, snake } from "./table";

/**
 * Checks that all are given or none, as far as it is known at synthesis.
 * @param inputs by their names.
 * @throws InvalidInputError with all that are missing.
 */
export function checkAllOrNone(inputs: Readonly<Record<string, string>>): void {
  const given = Object.entries(inputs);
  const missing = given.filter(([, value]) => !Token.isUnresolved(value) && value === "");
  if (missing.length === 0 || missing.length === given.length) return;
  const all = given.map(([name]) => name).join(", ");
  throw new InvalidInputError(missing.map(([name]) => `${name} is "": all or none of ${all}.`));
}

/** The same, of variables, which may be empty; nothing where there is none: what another module of the stack made is there. */
export function allOrNone(scope: IConstruct, inputs: Readonly<Record<string, string>>) {
  const values = Object.values(inputs);
  if (!values.some((value) => isVariable(scope, value))) return [];
  return [
    {
      // A plan knows the names, not yet the ARNs: `anytrue` does not wait for the unknown once one is true.
      condition: Op.not(
        Op.and(Fn.anytrue(values.map(isEmpty)), Fn.anytrue(values.map((value) => Op.not(isEmpty(value))))),
      ),
      errorMessage: `All or none of ${Object.keys(inputs).map(snake).join(", ")} must be given.`,
    },
  ];
}
