import { served } from "./support/appsync";
import { parse, validate } from "graphql";
import { readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.join(__dirname, "../../..");
const schema = served(() => null);

describe.each(["docs/graphql.md", "modules/graphql-api/README.md"])("the examples of %s", (file) => {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  const examples = [...text.matchAll(/```graphql\n(.*?)```/gs)].map(([, source = ""]) => [source]);

  it("are there", () => {
    expect(examples.length).toBeGreaterThan(0);
  });

  it.each(examples)("are queries that the schema takes: %s", (source) => {
    expect(validate(schema, parse(source))).toEqual([]);
  });
});
