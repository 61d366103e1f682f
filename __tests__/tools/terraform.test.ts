import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { terraformPlatform } from "../../tools/setup/platform";
import { findTerraform, type Terraform, type TerraformSearch } from "../../tools/setup/terraform";
import { isAtLeast, parseTerraformVersion } from "../../tools/setup/terraform-version";
import { RELEASE_ZIP, serveFiles, sha256 } from "./release-server";
import { temporaryFolder } from "./temporary-folder";

describe("the version of Terraform", () => {
  it.each([
    ["Terraform v1.11.4\non linux_amd64\n", { product: "Terraform", version: "1.11.4" }],
    ["OpenTofu v1.10.0\non linux_amd64\n", { product: "OpenTofu", version: "1.10.0" }],
    ["a warning\nTerraform v1.12.0-beta1\n", { product: "Terraform", version: "1.12.0" }],
  ])("is read from %j", (output, version) => {
    expect(parseTerraformVersion(output)).toEqual(version);
  });

  it("is none where the output is something else's", () => {
    expect(parseTerraformVersion("bash 5.2\n")).toBeUndefined();
  });

  it.each([
    ["1.10.0", true],
    ["1.10.1", true],
    ["1.11.0", true],
    ["2.0.0", true],
    ["1.9.8", false],
    ["0.15.0", false],
  ])("%s is new enough for 1.10.0: %s", (version, enough) => {
    expect(isAtLeast(version, "1.10.0")).toBe(enough);
  });
});

describe("the platform", () => {
  it("is spelt as Terraform spells it", () => {
    expect(terraformPlatform("linux", "x64")).toBe("linux_amd64");
    expect(terraformPlatform("darwin", "arm64")).toBe("darwin_arm64");
  });

  it("is none where it is none that we know", () => {
    expect(terraformPlatform("win32", "x64")).toBeUndefined();
    expect(terraformPlatform("linux", "mips")).toBeUndefined();
  });
});

describe("the search for Terraform", () => {
  const folder = temporaryFolder();
  let told: string[];
  beforeEach(() => {
    told = [];
  });

  /** A program in a folder of its own that says this version. */
  function program(name: string, says: string): string {
    const binary = path.join(folder(), name, "terraform");
    mkdirSync(path.dirname(binary), { recursive: true });
    writeFileSync(binary, `#!/bin/sh\necho "${says}"\n`);
    chmodSync(binary, 0o755);
    return binary;
  }

  function find(environment: Record<string, string>, fields: Partial<TerraformSearch> = {}): Promise<Terraform> {
    const tell = (line: string): void => void told.push(line);
    return findTerraform({
      environment,
      cache: path.join(folder(), "cache"),
      tell,
      platform: "linux_amd64",
      ...fields,
    });
  }

  it("takes the one on the PATH", async () => {
    const binary = program("a", "Terraform v1.10.2");
    expect(await find({ PATH: path.dirname(binary) })).toEqual({ binary, product: "Terraform", version: "1.10.2" });
  });

  it("takes the one that the setting names before it, OpenTofu too", async () => {
    const [onPath, binary] = [program("a", "Terraform v1.11.4"), program("b", "OpenTofu v1.10.0")];
    const found = await find({ PATH: path.dirname(onPath), TERRAFORM_BINARY_NAME: binary });
    expect(found).toEqual({ binary, product: "OpenTofu", version: "1.10.0" });
  });

  it("looks up a bare name of the setting on the PATH", async () => {
    const binary = program("a", "Terraform v1.11.4");
    expect((await find({ PATH: path.dirname(binary), TERRAFORM_BINARY_NAME: "terraform" })).binary).toBe(binary);
  });

  it("takes no other where the setting's one is too old", async () => {
    const [onPath, old] = [program("a", "Terraform v1.11.4"), program("b", "Terraform v1.5.7")];
    await expect(find({ PATH: path.dirname(onPath), TERRAFORM_BINARY_NAME: old })).rejects.toThrow(
      /which is Terraform 1\.5\.7; allowed: .*1\.10\.0 or newer/,
    );
  });

  it("takes no other where the setting's one cannot be run", async () => {
    await expect(find({ PATH: "", TERRAFORM_BINARY_NAME: "no-such-terraform" })).rejects.toThrow(
      'TERRAFORM_BINARY_NAME is "no-such-terraform", which cannot be run',
    );
  });

  it.each([
    ["there is none", undefined, "there is no terraform on the PATH"],
    ["the one on the PATH is too old", "Terraform v1.9.0", "is version 1.9.0, too old"],
  ])("downloads the pinned release where %s, and says so", async (_, old, said) => {
    const site = await serveFiles({ "/terraform/1.11.4/terraform_1.11.4_linux_amd64.zip": RELEASE_ZIP });
    const environment = {
      PATH: old === undefined ? "" : path.dirname(program("a", old)),
      TERRAFORM_DOWNLOAD_BASE: site.base,
    };
    const fields = { sha256: { linux_amd64: sha256(RELEASE_ZIP) } };
    try {
      const first = await find(environment, fields);
      expect(first.binary).toBe(path.join(folder(), "cache", "1.11.4", "terraform"));
      expect(told).toEqual([expect.stringContaining(said)]);
      expect(await find(environment, fields)).toEqual(first);
      expect(site.asked).toHaveLength(1);
    } finally {
      await site.close();
    }
  });

  it("installs nothing where the download has not the pinned checksum", async () => {
    const site = await serveFiles({ "/terraform/1.11.4/terraform_1.11.4_linux_amd64.zip": RELEASE_ZIP });
    try {
      await expect(find({ PATH: "", TERRAFORM_DOWNLOAD_BASE: site.base })).rejects.toThrow("It was thrown away");
      expect(existsSync(path.join(folder(), "cache"))).toBe(false);
    } finally {
      await site.close();
    }
  });

  it.each([undefined, "linux_riscv64"])("downloads nothing for a platform without a pin (%s)", async (platform) => {
    await expect(find({ PATH: "" }, { platform })).rejects.toThrow(
      /no release is pinned, so none was downloaded[^]*by hand/,
    );
  });
});
