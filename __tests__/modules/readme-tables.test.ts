import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readmes, updateReadmes, withTable } from "../../tools/docs/readme-tables";
import { ToolError } from "../../tools/shared/errors";

const root = path.join(__dirname, "..", "..");
const tool = (...parameters: string[]) =>
  spawnSync(process.execPath, [path.join("tools", "run.mjs"), path.join("tools", "docs", "main.ts"), ...parameters], {
    cwd: root,
    encoding: "utf8",
  });

describe.each(readmes(root).map((readme) => [readme.file, readme] as const))("%s", (_, { current, wanted }) => {
  it("has the tables that its module's interface gives: node tools/run.mjs tools/docs/main.ts writes them", () => {
    expect(current).toBe(wanted);
  });
});

describe("a generated table", () => {
  const text = "# Module\n<!-- inputs -->\nold\n<!-- /inputs -->\nProse.\n";

  it("replaces what stands between its markers, and nothing else", () => {
    expect(withTable(text, "inputs", "| new |", "README.md")).toBe(
      "# Module\n<!-- inputs -->\n| new |\n<!-- /inputs -->\nProse.\n",
    );
  });

  it("is the same when it is written again", () => {
    const once = withTable(text, "inputs", "| $& |", "README.md");
    expect(withTable(once, "inputs", "| $& |", "README.md")).toBe(once);
  });

  it.each([
    ["no marker", "# Module\n"],
    ["no end", "<!-- inputs -->\n"],
    ["no beginning", "<!-- /inputs -->\n"],
    ["the end first", "<!-- /inputs -->\n<!-- inputs -->\n"],
    ["two tables", `${text}${text}`],
    ["an end too many", "<!-- inputs -->\n<!-- /inputs -->\n<!-- /inputs -->\n"],
  ])("has no place where there is %s, and the error says where it would be", (_, wrong) => {
    expect(() => withTable(wrong, "inputs", "", "modules/x/README.md")).toThrow(ToolError);
    expect(() => withTable(wrong, "inputs", "", "modules/x/README.md")).toThrow(
      "modules/x/README.md must have <!-- inputs --> and, below it, <!-- /inputs -->, once each: the table of inputs goes between them.",
    );
  });
});

describe("writing the tables", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "readmes-"));
  const files = readmes(root).map(({ file }) => path.join(folder, file));
  const texts = (): string[] => files.map((file) => readFileSync(file, "utf8"));
  const ALL = readmes(root)
    .map(({ file }) => file)
    .join(", ");
  const STALE = "<!-- inputs -->\n<!-- /inputs -->\n<!-- outputs -->\n<!-- /outputs -->\n";

  beforeEach(() => {
    for (const file of files) {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, STALE);
    }
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("fills every README, and finds nothing to do the second time", () => {
    expect(updateReadmes(folder, { check: false })).toBe(`Written: ${ALL}`);
    for (const text of texts()) expect(text).toMatch(/\| Variable \|[^]*\| Output \|/);
    expect(updateReadmes(folder, { check: true })).toBe("The tables are as the modules have them.");
  });

  it("only says what is stale where it checks", () => {
    expect(() => updateReadmes(folder, { check: true })).toThrow(`The tables are stale in ${ALL}. Write them anew: `);
    expect(texts()).toEqual(files.map(() => STALE));
  });
});

describe("the tool that writes the tables", () => {
  it("says with --check that they are as they should be", () => {
    expect(tool("--check")).toMatchObject({
      status: 0,
      stdout: "The tables are as the modules have them.\n",
      stderr: "",
    });
  });

  it("says what it does not understand", () => {
    expect(tool("--chek")).toMatchObject({
      status: 1,
      stderr: "usage: tools/docs/main.ts [--check]; not understood: --chek\n",
    });
  });
});
