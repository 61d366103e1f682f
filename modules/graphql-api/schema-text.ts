/** The schema as AppSync is given it: one text, or one that Terraform puts together of stretches. */
import { TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { CHANGE_KINDS } from "./change-kinds";
import type { Presence } from "./presence";
import {
  type OptionalFunction,
  type Piece,
  piecesOf,
  schemaOf,
  type SchemaPart,
  type ServedField,
  servedFields,
  withAuthModes,
} from "./schema";
import type { Users } from "./users";

interface Chosen {
  readonly users: Users;
  readonly presence: Presence;
}

/** The schema of parts that may be there. */
export function schemaText(scope: Construct, parts: readonly SchemaPart[], { users, presence }: Chosen): string {
  const forUsers = (id: string, text: string): string =>
    users.choose(scope, id, withAuthModes(text, { cognito: true }), text);
  if (!parts.some(({ needs }) => presence.isOpen(needs))) return forUsers("schema", schemaOf(parts));
  // All in locals: texts with quotes and line breaks do not stand inside an expression.
  const nothing = new TerraformLocal(scope, "schema_nothing", "\n").asString;
  const pieceText = ({ text, needs }: Piece, place: number): string => {
    const there = new TerraformLocal(scope, `schema_${place}`, forUsers(`schema_text_${place}`, text)).asString;
    return presence.choose(needs, there, nothing);
  };
  const standIns = parts
    .filter(({ needs }) => presence.isOpen(needs))
    .map(({ needs, text }, place) => {
      const standIn = new TerraformLocal(scope, `schema_left_out_${place}`, leftOutType({ needs, text })).asString;
      return presence.choose(needs, nothing, standIn);
    });
  return [...piecesOf(parts).map(pieceText), ...standIns].join("");
}

/**
 * Where Terraform sees whether a function is there, its fields' resolvers are made in any case: it cannot count them by an ARN
 * that a plan may not know. Where the function is not there, they are for a type that nothing leads to.
 */
export function resolverPlace(
  { type, field, needs }: Pick<ServedField, "type" | "field" | "needs">,
  presence: Presence,
): { readonly type: string; readonly field: string } {
  return {
    type: presence.choose(needs, type, leftOutName(needs)),
    field: presence.choose(needs, field, `${type}_${field}`),
  };
}

/** `LeftOut_escrow_manager`. */
const leftOutName = (needs: readonly OptionalFunction[]): string => `LeftOut_${needs.join("_").replaceAll("-", "_")}`;

function leftOutType({ needs, text }: Pick<SchemaPart, "needs" | "text">): string {
  const served = servedFields([{ name: "", text, needs }]).map(({ type, field }) => `${type}_${field}`);
  const published = CHANGE_KINDS.filter((kind) => text.includes(`${kind.field}(`)).map(
    ({ field }) => `Mutation_${field}`,
  );
  return `type ${leftOutName(needs)} {\n${[...served, ...published].map((field) => `  ${field}: ID\n`).join("")}}\n`;
}
