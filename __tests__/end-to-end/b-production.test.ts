/** What `cdktf deploy payments-prod` would do: planned here, because only the local environment's stack is applied. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../../tools/shared/process";
import { PLATFORM_FOLDER } from "./support/platform";
import { terraform, terraformOk } from "./support/terraform";

const ROOT = path.resolve(__dirname, "../..");
const WORK = path.join(PLATFORM_FOLDER, "production");

/** Synthesises as CI does; the state stays in the folder instead of the environment's bucket. */
async function synthesise(name: string): Promise<string> {
  const environment = {
    PATH: process.env.PATH ?? "",
    HOME: process.env.HOME ?? "",
    CDKTF_OUTDIR: WORK,
    ENVIRONMENT_SUFFIX: name,
  };
  const { code, stderr } = await run(process.execPath, ["tools/run.mjs", "main.ts"], { folder: ROOT, environment });
  if (code !== 0) throw new Error(stderr);
  const folder = path.join(WORK, "stacks", `payments-${name}`);
  const file = path.join(folder, "cdk.tf.json");
  const stack = JSON.parse(readFileSync(file, "utf8")) as { terraform: Record<string, unknown> };
  const { backend, ...settings } = stack.terraform;
  expect(backend).toHaveProperty("s3");
  writeFileSync(file, JSON.stringify({ ...stack, terraform: settings }));
  return folder;
}

describe("payments-prod, GraphQL included", () => {
  beforeAll(() => {
    rmSync(WORK, { recursive: true, force: true });
    mkdirSync(WORK, { recursive: true });
  });

  it("is planned as it is synthesised: everything is to be made, and nothing is warned of", async () => {
    const folder = await synthesise("prod");
    await terraformOk(folder, "init", "-no-color");
    const { code, stdout, stderr } = await terraform(folder, "plan", "-detailed-exitcode", "-no-color");
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    expect(stdout).toMatch(/^Plan: \d+ to add, 0 to change, 0 to destroy\.$/m);
    expect(stdout).toContain("# aws_appsync_graphql_api.graphql_api_api will be created");
    expect(stdout).not.toContain("Warning:");
  }, 300_000);
});
