import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { terraformPlatform } from "../../tools/setup/platform";
import { toolchain, type Toolchain } from "../../tools/setup/toolchain";
import { temporaryFolder } from "./temporary-folder";

describe("the toolchain", () => {
  const folder = temporaryFolder();

  function find(environment: Record<string, string> = {}, says = "Terraform v1.11.4"): Promise<Toolchain> {
    const binary = path.join(folder(), "bin", "terraform");
    mkdirSync(path.dirname(binary), { recursive: true });
    writeFileSync(binary, `#!/bin/sh\necho "${says}"\n`);
    chmodSync(binary, 0o755);
    const host = { PATH: path.dirname(binary), XDG_DATA_DIRS: "", ...environment };
    return toolchain({ environment: host, root: folder(), top: path.join(folder(), "bin") });
  }

  function mirror(): string {
    const made = path.join(folder(), "mirror");
    const platform = terraformPlatform(process.platform, process.arch) ?? "";
    const provider = path.join(made, "registry.terraform.io", "hashicorp", "aws", "5.100.0", platform);
    mkdirSync(provider, { recursive: true });
    writeFileSync(path.join(provider, "terraform-provider-aws_v5.100.0_x5"), "");
    return made;
  }

  it("names the binary, and keeps Terraform and cdktf from calling home or asking", async () => {
    const { terraform, environment } = await find();
    expect(terraform).toBe(path.join(folder(), "bin", "terraform"));
    expect(environment).toEqual({
      TERRAFORM_BINARY_NAME: terraform,
      CHECKPOINT_DISABLE: "1",
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
      TF_IN_AUTOMATION: "1",
      TF_INPUT: "0",
      GOGC: "400",
      GOMEMLIMIT: "700MiB",
    });
  });

  it("points Terraform to a mirror by settings in the cache, whatever the user's settings say, and asks no registry for locks", async () => {
    const found = await find({ TF_PLUGIN_MIRROR: mirror(), TF_CLI_CONFIG_FILE: path.join(folder(), "gone.tfrc") });
    const file = path.join(folder(), ".cache", "terraform.tfrc");
    expect(found.environment["TF_CLI_CONFIG_FILE"]).toBe(file);
    expect(readFileSync(file, "utf8")).toContain(`path    = "${path.join(folder(), "mirror")}"`);
    expect(found.skipProviderLock).toBe(true);
  });

  it("leaves the user's settings alone where there is no mirror", async () => {
    const users = path.join(folder(), "users.tfrc");
    writeFileSync(users, "");
    const found = await find({ TF_CLI_CONFIG_FILE: users });
    expect(found.environment).not.toHaveProperty("TF_CLI_CONFIG_FILE");
    expect(found.skipProviderLock).toBe(false);
    expect(existsSync(path.join(folder(), ".cache"))).toBe(false);
  });

  it("puts empty settings in the place of a file that is not there", async () => {
    const found = await find({ TF_CLI_CONFIG_FILE: path.join(folder(), "gone.tfrc") });
    const file = found.environment["TF_CLI_CONFIG_FILE"] ?? "";
    expect(readFileSync(file, "utf8")).toMatch(/^#.*\n$/);
    expect(found.skipProviderLock).toBe(false);
  });

  it("gives OpenTofu no mirror of Terraform's registry", async () => {
    const found = await find({ TF_PLUGIN_MIRROR: mirror() }, "OpenTofu v1.10.0");
    expect(found.environment).not.toHaveProperty("TF_CLI_CONFIG_FILE");
    expect(found.skipProviderLock).toBe(false);
  });
});
