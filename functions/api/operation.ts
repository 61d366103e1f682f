import type { ErrorObject } from "ajv";
import type { operations } from "./generated/types";

/** The operations of the API's document, by their ids. */
export type OperationId = keyof operations;

/** A generated validator: it fills in defaults, and tells all faults at once. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly ErrorObject[] | null;
}

/** What a function knows of an operation that it serves; generated from the document. */
export interface Operation<Id extends OperationId> {
  readonly id: Id;
  readonly method: string;
  /** With its parameters, as API Gateway names the resource: `/payments/{payment_id}`. */
  readonly path: string;
  /** Whether a card number passes: no message shows a value then. */
  readonly cardData: boolean;
  /** Of `{ path, query, header, body }`. */
  readonly validate: Validator;
  /** Paths of amounts in the body, `[]` for any place in a list. */
  readonly decimals: readonly string[];
  /** Paths where a card number belongs. */
  readonly cardNumbers: readonly string[];
  /** Query parameters that are whole numbers. */
  readonly integers: readonly string[];
  /** Other names of fields of the body: alias to field. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Patterns to what they allow, in words. */
  readonly allowed: Readonly<Record<string, string>>;
  readonly body: "none" | "optional" | "required" | "raw";
}

type Parameters<Id extends OperationId> = operations[Id]["parameters"];

type PartOf<Id extends OperationId, Part extends "path" | "query"> = Readonly<
  [NonNullable<Parameters<Id>[Part]>] extends [never] ? Record<string, never> : NonNullable<Parameters<Id>[Part]>
>;

interface Json<Content> {
  readonly content: { readonly "application/json": Content };
}

/** Operations without a body have one that is not there; a body that may be missing is empty where it is. */
type BodyOf<Id extends OperationId> = Id extends RawOperation
  ? Uint8Array
  : Required<operations[Id]>["requestBody"] extends Json<infer Content>
    ? Readonly<Content>
    : Readonly<Record<string, never>>;

/** Operations whose bodies are signed as they are. */
type RawOperation = "receiveWebhook";

/** A request that was read and found good; fields in snake_case, amounts as decimal text (`"99.99"`). */
export interface ApiRequest<Id extends OperationId> {
  readonly operation: Id;
  readonly path: PartOf<Id, "path">;
  /** Defaults are filled in. */
  readonly query: PartOf<Id, "query">;
  /** Aliases under their field's name, defaults filled in; of a raw operation the bytes that came. */
  readonly body: BodyOf<Id>;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The header `Idempotency-Key`. */
  readonly idempotencyKey?: string;
  /** Who asks: the authoriser's principal, the IAM role or user, else `key:` and the id of the API key. */
  readonly caller: string;
  readonly requestId: string;
}
