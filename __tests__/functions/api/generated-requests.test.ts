import fc from "fast-check";
import * as api from "../../../functions/api";
import type { Operation, OperationId } from "../../../functions/api";
import { readRequest } from "../../../functions/api/request";
import { looksLikeCardNumber } from "../../../functions/shared/card-number-guard";
import { isTree, readDocument, type Tree, treeOf, withPlainNumbers } from "../../../tools/openapi/document";
import { listOf, type OperationEntry, operationsOf } from "../../../tools/openapi/operations";
import { withoutAliases } from "../../../tools/openapi/request-schema";
import { repositoryRoot } from "../../../tools/shared/root";
import { jsonOf, valueOf } from "./support/arbitrary";
import { eventOf } from "./support/event";

const entries = operationsOf(readDocument(repositoryRoot())).filter(({ raw }) => !raw);
const served = api as unknown as Readonly<Record<string, Operation<OperationId>>>;

/** A request before it is sent. */
interface Sent {
  readonly path: Record<string, string>;
  readonly query: Record<string, string>;
  readonly body: Record<string, unknown>;
}

function schemaOf(entry: OperationEntry): Tree {
  return treeOf(withPlainNumbers(withoutAliases(entry.body?.schema ?? { type: "object" })), "schema");
}

function parametersOf(entry: OperationEntry, place: "path" | "query"): fc.Arbitrary<Record<string, string>> {
  const mine = entry.parameters.filter((parameter) => parameter.in === place);
  const fields = Object.fromEntries(mine.map(({ name, schema }) => [name, valueOf(schema).map(String)]));
  return fc.record(fields, { requiredKeys: mine.filter(({ required }) => required).map(({ name }) => name) });
}

/** Good requests of an operation, none with what looks like a card number by chance. */
function requestsOf(entry: OperationEntry): fc.Arbitrary<Sent> {
  const body = entry.body ? (valueOf(schemaOf(entry)) as fc.Arbitrary<Record<string, unknown>>) : fc.constant({});
  return fc
    .record({ path: parametersOf(entry, "path"), query: parametersOf(entry, "query"), body })
    .filter((sent) => !looksLikeCardNumber(jsonOf(sent)) && !hasLongDigits(sent));
}

/** Amounts and ids of many digits may be taken for card numbers where they stand alone. */
function hasLongDigits(sent: Sent): boolean {
  return /\d{13}/.test(jsonOf(sent).replaceAll(/[^\da-z"]/gi, ""));
}

function read(entry: OperationEntry, { path, query, body }: Sent) {
  const operation = served[entry.id];
  if (!operation) throw new Error(`${entry.id} is not exported`);
  const isRead = entry.method === "GET";
  const encoded = Object.fromEntries(Object.entries(path).map(([name, value]) => [name, encodeURIComponent(value)]));
  return readRequest(
    operation,
    eventOf({ method: entry.method, resource: entry.path, path: encoded, query, body: isRead ? null : jsonOf(body) }),
  );
}

function faultsOf(entry: OperationEntry, sent: Sent): readonly { readonly code: string; readonly param: string }[] {
  const result = read(entry, sent);
  return result.ok ? [] : result.errors;
}

const withBody = entries.filter(({ body }) => body);

describe.each(entries.map((entry) => [entry.id, entry] as const))("%s", (_, entry) => {
  it("takes every request that the document allows", () => {
    fc.assert(
      fc.property(requestsOf(entry), (sent) => {
        expect(faultsOf(entry, sent)).toEqual([]);
      }),
    );
  });

  it("refuses a query parameter that it does not have", () => {
    fc.assert(
      fc.property(requestsOf(entry), (sent) => {
        const more = { ...sent, query: { ...sent.query, no_such: "1" } };
        expect(faultsOf(entry, more)).toEqual([expect.objectContaining({ code: "unknown_field", param: "no_such" })]);
      }),
      { numRuns: 20 },
    );
  });
});

describe.each(withBody.map((entry) => [entry.id, entry] as const))("the body of %s", (_, entry) => {
  const schema = schemaOf(entry);
  const required = listOf(schema["required"]).map(String);

  it("may have no field that it does not know", () => {
    fc.assert(
      fc.property(requestsOf(entry), fc.jsonValue({ maxDepth: 1 }), (sent, value) => {
        const faults = faultsOf(entry, { ...sent, body: { ...sent.body, no_such: value } });
        expect(faults.map(({ param }) => param)).toContain("no_such");
      }),
      { numRuns: 20 },
    );
  });

  it("tells of each field that is missing", () => {
    fc.assert(
      fc.property(requestsOf(entry), fc.subarray(required), (sent, missing) => {
        const body = Object.fromEntries(Object.entries(sent.body).filter(([name]) => !missing.includes(name)));
        const faults = faultsOf(entry, { ...sent, body });
        expect(faults.map(({ code, param }) => [code, param]).sort()).toEqual(
          missing.map((name) => ["required", name]).sort(),
        );
      }),
    );
  });

  it("tells of each field that is of another type", () => {
    fc.assert(
      fc.property(requestsOf(entry), (sent) => {
        // No field of ours is a truth value.
        const wrong = Object.fromEntries(Object.keys(sent.body).map((name) => [name, true]));
        const faults = faultsOf(entry, { ...sent, body: wrong });
        expect(faults.map(({ param }) => param).sort()).toEqual(Object.keys(wrong).sort());
      }),
    );
  });

  it("tells of a text where a number belongs and of a number where a text belongs", () => {
    const fields = Object.entries(isTree(schema["properties"]) ? schema["properties"] : {});
    for (const [name, field] of fields) {
      const isNumber = ["number", "integer"].includes(String(treeOf(field, name)["type"]));
      const [sent] = fc.sample(requestsOf(entry), { numRuns: 1, seed: 1 });
      const faults = faultsOf(entry, { ...sent!, body: { ...sent!.body, [name]: isNumber ? "1" : 1 } });
      expect(faults.map(({ param }) => param)).toEqual([name]);
    }
  });
});
