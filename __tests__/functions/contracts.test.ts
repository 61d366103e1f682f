import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const functions = join(__dirname, "../../functions");

describe("the contracts", () => {
  const text = readFileSync(join(functions, "contracts.ts"), "utf8");
  const contracts = [...text.matchAll(/readonly "([^"]+)": Variables<typeof (\w+)\.(\w+)>/g)];

  it("name every handler on disk and no other", () => {
    const files = readdirSync(functions, { recursive: true, encoding: "utf8" });
    const handlers = files
      .filter((file) => file.endsWith(".handler.ts"))
      .map((file) => file.slice(0, -".handler.ts".length));
    expect(contracts.map(([, entry]) => entry).sort()).toEqual(handlers.sort());
  });

  it.each(contracts.map(([, entry, room, schema]) => ({ entry: entry ?? "", room, schema: schema ?? "" })))(
    "give $entry the schema that its handler reads",
    ({ entry, room, schema }) => {
      expect(entry.startsWith(`${room}/`)).toBe(true);
      const handler = readFileSync(join(functions, `${entry}.handler.ts`), "utf8");
      expect(handler).toContain(`readEnvironment(environments.${schema})`);
    },
  );
});
