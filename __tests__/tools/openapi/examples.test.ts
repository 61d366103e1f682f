import { stringify } from "lossless-json";
import * as api from "../../../functions/api";
import type { Operation, OperationId } from "../../../functions/api";
import { readRequest } from "../../../functions/api/request";
import { readDocument } from "../../../tools/openapi/document";
import { operationsOf } from "../../../tools/openapi/operations";
import { repositoryRoot } from "../../../tools/shared/root";
import { eventOf } from "../../functions/api/support/event";
import { answerFaults, schemaFaults } from "./support/answers";

const operations = operationsOf(readDocument(repositoryRoot()));
const served = api as unknown as Readonly<Record<string, Operation<OperationId>>>;

const answers = operations.flatMap(({ id, answers }) =>
  answers.flatMap(({ status, body }) =>
    (body?.examples ?? []).map(({ name, value }) => [`${id} ${status} ${name}`, body!.schema, value] as const),
  ),
);

describe("the examples of answers", () => {
  it.each(answers)("%s is what the document says", (_, schema, value) => {
    expect(schemaFaults(schema, value)).toEqual([]);
  });

  it("are of answers that the operation has", () => {
    expect(answerFaults("getPayment", 418, {})).not.toEqual([]);
    expect(answerFaults("getPayment", 204, {})).not.toEqual([]);
    expect(answerFaults("noSuch", 200, {})).not.toEqual([]);
    expect(answerFaults("deleteWebhookEndpoint", 204, undefined)).toEqual([]);
  });

  it("would be found wrong if they were", () => {
    const [, schema, value] = answers.find(([name]) => name.startsWith("createPayment 201"))!;
    expect(schemaFaults(schema, { ...(value as object), status: "paid" })).not.toEqual([]);
    expect(schemaFaults(schema, { ...(value as object), more: 1 })).not.toEqual([]);
  });
});

const requests = operations
  .filter(({ raw }) => !raw)
  .flatMap((operation) =>
    (operation.body?.examples ?? []).map(({ name, value }) => [`${operation.id} ${name}`, operation, value] as const),
  );

describe("the examples of requests", () => {
  it.each(requests)("%s is taken", (_, { id, method, path, parameters }, value) => {
    const inPath = parameters.filter((parameter) => parameter.in === "path");
    const event = eventOf({
      method,
      resource: path,
      path: Object.fromEntries(inPath.map(({ name, example }) => [name, String(example)])),
      body: stringify(value) ?? null,
    });
    expect(readRequest(served[id]!, event)).toMatchObject({ ok: true });
  });
});
