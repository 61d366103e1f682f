import { buildSync } from "esbuild";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { repositoryRoot } from "../../../tools/shared/root";

const root = repositoryRoot();

/** Runs the generator as people do: one of its packages is an ES module, which the test runner does not load. */
function generate(...options: readonly string[]): { readonly status: number | null; readonly output: string } {
  const run = spawnSync(process.execPath, ["tools/run.mjs", "tools/openapi/main.ts", ...options], {
    cwd: root,
    encoding: "utf8",
  });
  return { status: run.status, output: run.stdout + run.stderr };
}

describe("what is generated from the API's document", () => {
  it("is current", () => {
    expect(generate("--check")).toEqual({ status: 0, output: expect.stringContaining("is current") });
  });
});

describe("the generator", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "generated-"));
  const part = path.join(folder, "functions/api/openapi/status.yaml");
  const page = path.join(folder, "docs/api.html");

  beforeAll(() => {
    cpSync(path.join(root, "functions/api/openapi.yaml"), path.join(folder, "functions/api/openapi.yaml"));
    cpSync(path.join(root, "functions/api/openapi"), path.join(folder, "functions/api/openapi"), { recursive: true });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("writes what is missing, the same bytes as elsewhere", () => {
    expect(generate("--root", folder)).toEqual({ status: 0, output: expect.stringContaining("docs/api.html") });
    expect(readFileSync(page, "utf8")).toBe(readFileSync(path.join(root, "docs/api.html"), "utf8"));
  });

  it("tells what a change makes stale, and takes away what nothing makes any more", () => {
    writeFileSync(part, readFileSync(part, "utf8").replaceAll("getStatus", "readStatus"));
    const output = expect.stringMatching(/^Stale: .*readStatus\.js.*operations\/getStatus\.js/);
    expect(generate("--check", "--root", folder)).toEqual({ status: 1, output });
    generate("--root", folder);
    expect(existsSync(path.join(folder, "functions/api/generated/operations/getStatus.js"))).toBe(false);
    expect(readFileSync(page, "utf8")).toContain('id="readStatus"');
  });
});

describe("a function's bundle", () => {
  it("holds the operations that the function serves and no others", () => {
    const source = 'import { processPayment, serveApi } from "./functions/api"; export { processPayment, serveApi };';
    const { outputFiles } = buildSync({
      stdin: { contents: source, resolveDir: root, loader: "ts" },
      absWorkingDir: root,
      bundle: true,
      write: false,
      platform: "node",
      format: "esm",
      target: "node20",
      mainFields: ["module", "main"],
      minify: true,
      treeShaking: true,
      external: ["@aws-sdk/*", "@aws-lambda-powertools/*"],
    });
    const text = outputFiles.map((file) => file.text).join("");
    expect(text).toContain("/process");
    expect(text).not.toMatch(/webhook-endpoints|\/tokens|\/customers/);
    expect(text.length).toBeLessThan(60_000);
  });
});
