import "../modules/support/code-stand-in";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { snake } from "../../modules/shared/interface/table";
import { exportedModules } from "../../modules/exported";

const ROOT = path.join(__dirname, "../..");

interface Interface {
  readonly variables: readonly string[];
  readonly required: readonly string[];
  readonly outputs: readonly string[];
}

/** What each exported module takes and gives, by its folder's name. */
const INTERFACES = new Map(
  exportedModules.map((use) =>
    use(({ name, inputs, outputs }): [string, Interface] => [
      name,
      {
        variables: Object.keys(inputs).map(snake),
        required: Object.entries(inputs).flatMap(([input, row]) => (row.default === undefined ? [snake(input)] : [])),
        outputs: Object.keys(outputs).map(snake),
      },
    ]),
  ),
);

const interfaceOf = (name: string): Interface => {
  const found = INTERFACES.get(name);
  if (found === undefined) throw new Error(`There is no module ${name}.`);
  return found;
};

/** A call of a module: `source` by its last folder, and the names that it is given values for. */
interface Call {
  readonly module: string;
  readonly given: readonly string[];
  /** Says by `# ...` that it shows a part. */
  readonly isPart: boolean;
}

/** The calls of a text as `terraform fmt` lays them out, by the names that they are given there. */
function callsIn(hcl: string): Map<string, Call> {
  const calls = new Map<string, Call>();
  for (const [, name = "", body = ""] of hcl.matchAll(/^module "(\w+)" \{\n([^]*?)^\}/gm)) {
    const given = [...body.matchAll(/^ {2}(\w+) +=/gm)].map(([, argument = ""]) => argument);
    const source = /^ {2}source += ".*\/([\w-]+)"$/m.exec(body)?.[1] ?? name.replaceAll("_", "-");
    const isPart = body.includes("# ...");
    calls.set(name, { module: source, given: given.filter((each) => each !== "source"), isPart });
  }
  return calls;
}

/** What a text takes of modules: `[module, output]`. */
const referencesIn = (hcl: string): [string, string][] =>
  [...hcl.matchAll(/\bmodule\.(\w+)\.(\w+)/g)].map(([, name = "", output = ""]) => [name, output]);

const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");
const rootAt = (folder: string): string =>
  readdirSync(path.join(ROOT, folder))
    .filter((file) => file.endsWith(".tf"))
    .map((file) => read(path.join(folder, file)))
    .join("\n");
const blocksOf = (readme: string): string =>
  [...read(readme).matchAll(/^```hcl\n([^]*?)^```/gm)].map(([, block = ""]) => block).join("\n");

const ROOTS = new Map(["examples/hcl", "examples/hcl/marketplace"].map((folder) => [folder, rootAt(folder)]));
const READMES = new Map(
  ["README.md", ...[...INTERFACES.keys()].map((name) => `modules/${name}/README.md`)].map((file) => [
    file,
    blocksOf(file),
  ]),
);

describe.each([...ROOTS, ...READMES].map(([place, hcl]) => ({ place, hcl })))("the HCL in $place", ({ hcl }) => {
  const calls = [...callsIn(hcl)];

  it("gives modules what they have, and all that they require", () => {
    const unknown = calls.flatMap(([name, { module, given }]) =>
      given.filter((each) => !interfaceOf(module).variables.includes(each)).map((each) => `${name}: ${each}`),
    );
    const missing = calls
      .filter(([, { isPart }]) => !isPart)
      .flatMap(([name, { module, given }]) =>
        interfaceOf(module)
          .required.filter((each) => !given.includes(each))
          .map((each) => `${name}: ${each}`),
      );
    expect({ unknown, missing }).toEqual({ unknown: [], missing: [] });
    expect(calls.length).toBeGreaterThan(0);
  });

  it("takes of modules what they give", () => {
    const calledAs = new Map(calls);
    const wrong = referencesIn(hcl).filter(([name, output]) => {
      const module = calledAs.get(name)?.module ?? name.replaceAll("_", "-");
      return !interfaceOf(module).outputs.includes(output);
    });
    expect(wrong).toEqual([]);
  });
});

describe("the marketplace in HCL", () => {
  const calls = [...callsIn(ROOTS.get("examples/hcl/marketplace")!)];

  it("composes the modules that the one in TypeScript composes", () => {
    expect(calls.map(([, { module }]) => module).sort()).toEqual([
      "ach",
      "api",
      "escrow",
      "payment-cryptography",
      "payments",
    ]);
  });

  it("hands each module all that another one gives by the same name", () => {
    const missing = calls.flatMap(([name, { module, given }]) => {
      const others = calls.filter(([other]) => other !== name).flatMap(([, call]) => interfaceOf(call.module).outputs);
      return interfaceOf(module)
        .variables.filter((each) => others.includes(each) && !given.includes(each))
        .map((each) => `${name}: ${each}`);
    });
    expect(missing).toEqual([]);
  });

  it("declares each variable that it reads, and reads each that it declares", () => {
    const hcl = ROOTS.get("examples/hcl/marketplace")!;
    const declared = [...hcl.matchAll(/^variable "(\w+)"/gm)].map(([, name = ""]) => name);
    const readNames = [...hcl.matchAll(/\bvar\.(\w+)/g)].map(([, name = ""]) => name);
    expect([...new Set(readNames)].sort()).toEqual(declared.sort());
  });
});
