/** Synthesised Terraform, to be looked into by tests. */

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}
type Blocks = Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;

interface Document {
  readonly terraform?: JsonObject;
  readonly provider?: JsonObject;
  readonly data?: Blocks;
  readonly resource?: Blocks;
  readonly variable?: Readonly<Record<string, JsonObject>>;
  readonly output?: Readonly<Record<string, JsonObject>>;
  readonly module?: Readonly<Record<string, JsonObject>>;
}

/** One resource or data source. */
export interface Block {
  /** `aws_kms_key.vault_key`, with `data.` in front of a data source. */
  readonly address: string;
  readonly type: string;
  readonly attributes: JsonObject;
}

/** A stack or a module as Terraform reads it. */
export class Terraform {
  readonly json: Document;

  /** @param text JSON. */
  constructor(readonly text: string) {
    this.json = JSON.parse(text) as Document;
  }

  get resources(): Block[] {
    return blocksOf(this.json.resource, "");
  }

  get dataSources(): Block[] {
    return blocksOf(this.json.data, "data.");
  }

  /** Everything that has an address of its own, sorted. */
  get addresses(): string[] {
    return [...this.resources, ...this.dataSources].map(({ address }) => address).sort();
  }

  /** All resources of a type. */
  all(type: string): Block[] {
    return this.resources.filter((block) => block.type === type);
  }

  /** The attributes of one resource or data source, by its address. */
  at(address: string): JsonObject {
    const found = [...this.resources, ...this.dataSources].find((block) => block.address === address);
    if (found === undefined) throw new Error(`There is no ${address}. There are:\n${this.addresses.join("\n")}`);
    return found.attributes;
  }
}

function blocksOf(blocks: Blocks | undefined, prefix: string): Block[] {
  return Object.entries(blocks ?? {}).flatMap(([type, named]) =>
    Object.entries(named).map(([name, attributes]) => ({ address: `${prefix}${type}.${name}`, type, attributes })),
  );
}

/** Every value in a JSON value with the path to it: `statement.0.actions`. */
export function* walk(value: Json, path = ""): Generator<{ readonly path: string; readonly value: Json }> {
  yield { path, value };
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries<Json>(value)) yield* walk(inner, path === "" ? key : `${path}.${key}`);
}

/** A text as it is, anything else as JSON. */
export const asText = (value: Json | undefined): string =>
  typeof value === "string" ? value : JSON.stringify(value ?? null);
