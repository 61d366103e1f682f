/** The schema, put together of the files whose functions are there, with who may use its types written on them. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../shared/project";
import { CHANGE_KINDS } from "./change-kinds";
import { NESTED_FIELDS } from "./resolvers/nested-fields";

/** The functions without which their part of the schema is left out, by their deployed names. */
export type OptionalFunction = "escrow-manager" | "ach-transfer-manager" | "bank-account-verifier";

/** A file of the schema. All but the first extend types of files before them. */
export interface SchemaPart {
  readonly name: string;
  readonly text: string;
  /** The functions that must all be there. */
  readonly needs: readonly OptionalFunction[];
}

/** A stretch of the schema's text. */
export interface Piece {
  readonly text: string;
  readonly needs: readonly OptionalFunction[];
}

/** A field that a function serves. */
export interface ServedField {
  readonly type: string;
  readonly field: string;
  /** Id of the REST API's operation. */
  readonly operation: string;
  /** Whether it is a resource within a resource. */
  readonly nested: boolean;
  readonly needs: readonly OptionalFunction[];
}

const FILES: readonly (readonly [name: string, needs: readonly OptionalFunction[]])[] = [
  ["payments", []],
  ["escrow", ["escrow-manager"]],
  ["ach-transfers", ["ach-transfer-manager"]],
  ["bank-accounts", ["bank-account-verifier"]],
  ["transfer-bank-accounts", ["ach-transfer-manager", "bank-account-verifier"]],
];

/** All files of the schema, in their order. */
export function schemaParts(): readonly SchemaPart[] {
  const folder = path.join(projectRoot, "modules", "graphql-api", "schemas");
  return FILES.map(([name, needs]) => ({
    name,
    needs,
    text: readFileSync(path.join(folder, `${name}.graphql`), "utf8"),
  }));
}

const EXTENSION = /^extend type (\w+) \{\n([^}]*)\}\n\n?/gm;
const TYPE = /^type (\w+)/gm;
/** A type with a body, up to the brace that closes it. */
const OPEN_TYPE = /^type (\w+)[^{]*\{[^}]*(?=^\})/gm;

/** The whole schema in stretches, each there with its functions: AppSync knows no `extend`, so extensions stand in their types. */
export function piecesOf(parts: readonly SchemaPart[]): readonly Piece[] {
  const extensions = parts.flatMap(({ text, needs }) =>
    [...text.matchAll(EXTENSION)].map(([, type = "", fields = ""]) => ({ type, text: fields, needs })),
  );
  return parts.flatMap(({ text, needs }) => {
    const own = `${text.replaceAll(EXTENSION, "").trim()}\n`;
    const pieces: Piece[] = [];
    let end = 0;
    for (const { 0: head, 1: type, index } of own.matchAll(OPEN_TYPE)) {
      const more = extensions.filter((extension) => extension.type === type);
      if (more.length === 0) continue;
      pieces.push({ text: own.slice(end, index + head.length), needs }, ...more);
      end = index + head.length;
    }
    const isEmpty = pieces.length === 0 && /^(#.*\n)*$/.test(own);
    return isEmpty ? [] : [...pieces, { text: `${own.slice(end)}\n`, needs }];
  });
}

/** The schema of parts that are all there. */
export function schemaOf(parts: readonly SchemaPart[]): string {
  return piecesOf(parts)
    .map(({ text }) => text)
    .join("");
}

/**
 * Lets the users of a user pool see every type beside IAM principals, whose mode is the default: AppSync shows a field to
 * a mode only where it is named on the field or its type. Fields that name a mode of their own (`@aws_iam`) keep it.
 */
export function withAuthModes(schema: string, { cognito }: { readonly cognito: boolean }): string {
  return cognito ? schema.replaceAll(TYPE, (type) => `${type} @aws_iam @aws_cognito_user_pools`) : schema;
}

/** The fields that functions serve: of Query and Mutation, but for what the bus publishes, and within resources. */
export function servedFields(parts: readonly SchemaPart[]): readonly ServedField[] {
  const published = CHANGE_KINDS.map(({ field }) => field);
  return parts.flatMap(({ text, needs }) => [
    ...(["Query", "Mutation"] as const).flatMap((type) =>
      fieldsOf(text, type)
        .filter((field) => !published.includes(field))
        .map((field) => ({ type, field, operation: field, nested: false, needs })),
    ),
    ...Object.entries(NESTED_FIELDS).flatMap(([place, { operation }]) => {
      const [type = "", field = ""] = place.split(".");
      return fieldsOf(text, type).includes(field) ? [{ type, field, operation, nested: true, needs }] : [];
    }),
  ]);
}

function fieldsOf(schema: string, type: string): string[] {
  const body = new RegExp(`^(?:extend )?type ${type}\\b[^{]*\\{([^}]*)\\}`, "m").exec(schema)?.[1] ?? "";
  return [...body.matchAll(/^ {2}(\w+)(?=[(:])/gm)].map(([, name = ""]) => name);
}
