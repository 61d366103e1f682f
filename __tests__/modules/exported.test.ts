import "./support/code-stand-in";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { Construct } from "constructs";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { countBetween, input, type Inputs, type Output, type PropsOf, settle } from "../../modules/shared";
import { exportModule } from "../../modules/shared/export";
import { snake } from "../../modules/shared/interface/table";
import { exportedModules } from "../../modules/exported";
import { writeModule } from "../../tools/export/write-module";
import { exported } from "./support/synthesise";
import { type JsonObject, type Terraform, walk } from "./support/terraform";

const NAMES = exportedModules.map((use) => use(({ name }) => name));
const textsOf = (terraform: Terraform): string[] =>
  [...walk(terraform.json as JsonObject)].flatMap(({ value }) => (typeof value === "string" ? [value] : []));

describe("the exported modules", () => {
  it("are all folders of modules/ but the shared one", () => {
    const folders = readdirSync(path.join(__dirname, "..", "..", "modules"), { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && entry.name !== "shared",
    );
    expect([...NAMES].sort()).toEqual(folders.map(({ name }) => name).sort());
  });
});

describe.each(NAMES)("%s for users of HCL", (name) => {
  const { files } = exported(name);

  it.each(Object.keys(files))(
    "%s configures no provider and no backend, and takes both major versions of the provider",
    (file) => {
      const { json } = files[file]!;
      expect(json).not.toHaveProperty("provider");
      expect(json).not.toHaveProperty("//");
      expect(json.terraform).toEqual({
        required_version: ">= 1.10.0",
        required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" } },
      });
    },
  );

  it.each(Object.keys(files))("%s has readable addresses, without the export's own name in front", (file) => {
    expect(
      files[file]!.addresses.filter(
        (address) => !/^(data\.)?aws_[a-z0-9_]+\.[a-z][a-z0-9_]*$/.test(address) || address.includes("Default"),
      ),
    ).toEqual([]);
  });

  it.each(Object.keys(files))("%s has no fixed account, Region or partition", (file) => {
    expect(
      textsOf(files[file]!).filter(
        (text) => /us-west-2|\b\d{12}\b|arn:aws:/.test(text) && !text.includes("such as us-west-2"),
      ),
    ).toEqual([]);
  });

  it.each(Object.keys(files))("%s validates its variables with the value seen and what is allowed", (file) => {
    for (const [variable, { validation = [] }] of Object.entries(files[file]!.json.variable ?? {}))
      for (const rule of validation as JsonObject[]) {
        expect(rule["condition"]).toMatch(new RegExp(`^\\$\\{.*\\bvar\\.${variable}\\b.*\\}$`));
        expect(rule["error_message"]).toMatch(
          new RegExp(`^${variable} is \\$\\{jsonencode\\(var\\.${variable}\\)\\}: [A-Z0-9].*\\.$`),
        );
      }
    expect(Object.keys(files[file]!.json.variable ?? {}).length).toBeGreaterThan(0);
  });
});

/** A module's table, whatever module it is. */
interface Interface {
  readonly name: string;
  readonly inputs: Inputs;
  readonly outputs: Readonly<Record<string, Pick<Output<never>, "description" | "sensitive">>>;
}
const INTERFACES = exportedModules.map((use) =>
  use(({ name, inputs, outputs }): Interface => ({ name, inputs, outputs })),
);

describe.each(INTERFACES)("$name has for users of HCL what its table has:", ({ name, inputs, outputs }) => {
  const root = exported(name).files["main.tf.json"]!;

  it("a variable for each input, with its type, default and description", () => {
    expect(Object.keys(root.json.variable ?? {}).sort()).toEqual(Object.keys(inputs).map(snake).sort());
    for (const [input, { type, default: otherwise, description }] of Object.entries(inputs)) {
      const variable = root.json.variable?.[snake(input)];
      expect({ input, ...variable }).toMatchObject({ input, type, description, nullable: false });
      expect(variable?.["default"]).toEqual(otherwise);
    }
  });

  it("an output for each output, hidden where it is a secret", () => {
    expect(Object.keys(root.json.output ?? {}).sort()).toEqual(Object.keys(outputs).map(snake).sort());
    for (const [output, { description, sensitive }] of Object.entries(outputs)) {
      expect(root.json.output?.[snake(output)]?.["description"]).toBe(description);
      expect(root.json.output?.[snake(output)]?.["sensitive"]).toBe(sensitive);
    }
  });
});

describe("payment-cryptography for users of HCL", () => {
  const { files } = exported("payment-cryptography");
  const root = files["main.tf.json"]!;
  const inner = files["module/main.tf.json"]!;
  const names = Object.keys(root.json.variable ?? {});

  it("is a root module that calls the inner one where it is switched on", () => {
    expect(Object.keys(files)).toEqual(["main.tf.json", "module/main.tf.json"]);
    expect(root.addresses).toEqual([]);
    expect(root.json.module?.["this"]).toMatchObject({
      source: "./module",
      count: "${var.enable_payment_cryptography ? 1 : 0}",
    });
  });

  it("hands every variable down but the switch, under the same name", () => {
    const { source: _source, count: _count, ...given } = root.json.module!["this"]!;
    expect(given).toEqual(
      Object.fromEntries(
        names.filter((name) => name !== "enable_payment_cryptography").map((name) => [name, `\${var.${name}}`]),
      ),
    );
    expect(Object.keys(inner.json.variable ?? {}).sort()).toEqual(Object.keys(given).sort());
  });

  it("validates in the root module what it validates in the inner one", () => {
    for (const [name, variable] of Object.entries(inner.json.variable ?? {}))
      expect(root.json.variable?.[name]).toEqual(variable);
    expect(root.json.variable?.["enable_payment_cryptography"]).toEqual({
      type: "bool",
      default: true,
      description: expect.stringContaining("nothing is made and all outputs are null"),
      nullable: false,
    });
  });

  it("has outputs that are null where it is switched off", () => {
    const outputs = Object.entries(root.json.output ?? {});
    expect(outputs.map(([name]) => name).sort()).toEqual(Object.keys(inner.json.output ?? {}).sort());
    for (const [name, output] of outputs)
      expect(output).toEqual({
        description: inner.json.output?.[name]?.["description"],
        value: `\${var.enable_payment_cryptography ? module.this[0].${name} : null}`,
      });
  });
});

describe("a module without a switch", () => {
  it("is one file with its own resources", () => {
    const { files, assetsTo } = exported("state-backend");
    expect(Object.keys(files)).toEqual(["main.tf.json"]);
    expect(files["main.tf.json"]!.addresses).toContain("aws_s3_bucket.bucket");
    expect(assetsTo).toBe("assets");
  });
});

describe("a module's folder", () => {
  const work = mkdtempSync(path.join(tmpdir(), "written modules "));
  afterAll(() => {
    rmSync(work, { recursive: true, force: true });
  });
  const written = (name: string): string => path.join(work, name);
  for (const use of exportedModules) use((definition) => writeModule(definition, written(definition.name)));

  const filesIn = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
      statSync(path.join(folder, file)).isFile(),
    );

  it.each(NAMES)("%s holds its JSON, its README, and nothing of where it was made", (name) => {
    const files = filesIn(written(name));
    expect(files).toEqual(expect.arrayContaining(["main.tf.json", "README.md"]));
    for (const file of files.filter((each) => !each.endsWith(".zip")))
      expect(readFileSync(path.join(written(name), file), "utf8")).not.toContain(work);
  });

  it.each(NAMES)("%s refers to its files from its own folder, and has each", (name) => {
    const folder = written(name);
    for (const file of filesIn(folder).filter((each) => each.endsWith(".tf.json"))) {
      const module = path.dirname(path.join(folder, file));
      const json = JSON.parse(readFileSync(path.join(folder, file), "utf8")) as JsonObject;
      for (const { value } of walk(json)) {
        if (typeof value !== "string" || !/\.zip$|assets\//.test(value) || value.startsWith("functions/")) continue;
        expect(value).toMatch(/^\$\{path\.module\}\/assets\//);
        expect(existsSync(value.replace("${path.module}", module))).toBe(true);
      }
    }
    expect(filesIn(folder).length).toBeGreaterThan(1);
  });

  it("has a zip for each function, and no other", () => {
    const zips = filesIn(written("payment-cryptography")).filter((file) => file.endsWith(".zip"));
    expect(zips.map((file) => path.basename(file)).sort()).toEqual([
      "vault_detokenise.zip",
      "vault_rail_egress.zip",
      "vault_re_encrypt.zip",
      "vault_tokenise.zip",
    ]);
    expect(zips.every((file) => file.startsWith(path.join("module", "assets")))).toBe(true);
    expect(filesIn(written("state-backend")).sort()).toEqual(["README.md", "main.tf.json"]);
  });

  it.each([
    ["payments", 12],
    ["escrow", 4],
    ["ach", 7],
    ["api", 2],
  ])("%s has a zip for each of its %d functions", (name, count) => {
    const zips = filesIn(written(name)).filter((file) => file.endsWith(".zip"));
    expect(zips.every((file) => file.startsWith("assets"))).toBe(true);
    expect(zips).toHaveLength(count);
  });

  it("is emptied before it is written anew", () => {
    const before = filesIn(written("state-backend"));
    exportedModules[1]!((definition) => {
      writeModule(definition, written("state-backend"));
    });
    expect(filesIn(written("state-backend"))).toEqual(before);
  });
});

describe("an export", () => {
  it("fails where a module's code reads a variable's list, which would freeze it", () => {
    const inputs = { versions: input("list(string)", "Versions.", [countBetween(1, 9)], ["1"]) } as const;
    const folder = mkdtempSync(path.join(tmpdir(), "export-"));
    const frozen = {
      name: "frozen",
      inputs,
      outputs: {},
      create: (scope: Construct, id: string, props: PropsOf<typeof inputs>) =>
        new KmsKey(scope, id, { description: settle(inputs, props).versions.join(",") }),
    };
    try {
      expect(() => exportModule(frozen, folder)).toThrow(/encoded list token/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("is the same JSON each time", () => {
    const again = (): unknown =>
      exportedModules[1]!((definition) => {
        const folder = mkdtempSync(path.join(tmpdir(), "export-"));
        const { json } = exportModule(definition, folder);
        rmSync(folder, { recursive: true, force: true });
        return json;
      });
    expect(again()).toEqual(again());
  });
});
