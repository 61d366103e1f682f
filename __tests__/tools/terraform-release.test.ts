import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { zipSync } from "fflate";
import { TERRAFORM_SHA256 } from "../../tools/setup/pins";
import {
  downloadTerraform,
  releaseAddress,
  TerraformDownloadError,
  type Release,
} from "../../tools/setup/terraform-release";
import { RELEASE_ZIP, serveFiles, sha256 } from "./release-server";
import { temporaryFolder } from "./temporary-folder";

const FILE = "/terraform/1.11.4/terraform_1.11.4_linux_amd64.zip";

describe("the download of Terraform", () => {
  const folder = temporaryFolder();
  let site: Awaited<ReturnType<typeof serveFiles>>;
  afterEach(async () => site.close());

  async function release(zip: Uint8Array | undefined, fields: Partial<Release> = {}): Promise<Release> {
    site = await serveFiles(zip === undefined ? {} : { [FILE]: zip });
    return { base: site.base, version: "1.11.4", platform: "linux_amd64", sha256: sha256(RELEASE_ZIP), ...fields };
  }

  async function refusal(given: Release): Promise<Error> {
    return downloadTerraform(given, folder()).then(
      () => new Error("it was installed"),
      (error: unknown) => error as Error,
    );
  }

  it("installs the binary of a release with the pinned checksum, so that it runs", async () => {
    const binary = await downloadTerraform(await release(RELEASE_ZIP), path.join(folder(), "1.11.4"));
    expect(binary).toBe(path.join(folder(), "1.11.4", "terraform"));
    expect(execFileSync(binary, { encoding: "utf8" })).toBe("Terraform v1.11.4\n");
  });

  it("leaves nothing beside the binary", async () => {
    await downloadTerraform(await release(RELEASE_ZIP), folder());
    expect(readdirSync(folder())).toEqual(["terraform"]);
  });

  it("refuses a release with another checksum, names both, and keeps nothing of it", async () => {
    const wanted = "0".repeat(64);
    const error = await refusal(await release(RELEASE_ZIP, { sha256: wanted }));
    expect(error).toBeInstanceOf(TerraformDownloadError);
    expect(error.message).toContain(`has the SHA-256 ${sha256(RELEASE_ZIP)}; allowed: ${wanted}`);
    expect(readdirSync(folder())).toEqual([]);
  });

  it("refuses one changed byte", async () => {
    const changed = RELEASE_ZIP.slice();
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect((await refusal(await release(changed))).message).toContain("It was thrown away");
    expect(readdirSync(folder())).toEqual([]);
  });

  it("says what was tried and how to get it by hand where the site does not have it", async () => {
    const { message } = await refusal(await release(undefined));
    expect(message).toContain(
      `${site.base}/1.11.4/terraform_1.11.4_linux_amd64.zip could not be downloaded: the server answered 404`,
    );
    expect(message).toContain("TERRAFORM_BINARY_NAME");
    expect(message).toContain("TERRAFORM_DOWNLOAD_BASE");
  });

  it("says so where there is no network", async () => {
    const given = await release(undefined);
    await site.close();
    expect((await refusal(given)).message).toMatch(/could not be downloaded: .*ECONNREFUSED/);
  });

  it("refuses a zip without the binary", async () => {
    const zip = zipSync({ "README.md": Buffer.from("x") });
    expect((await refusal(await release(zip, { sha256: sha256(zip) }))).message).toContain(
      "holds no file named terraform",
    );
    expect(readdirSync(folder())).toEqual([]);
  });
});

describe("the address of a release", () => {
  it("is the same with and without a slash at the base's end", () => {
    const base = "https://mirror.example/tf";
    const release = { version: "1.11.4", platform: "darwin_arm64", sha256: "" };
    const address = `${base}/1.11.4/terraform_1.11.4_darwin_arm64.zip`;
    expect(releaseAddress({ ...release, base })).toBe(address);
    expect(releaseAddress({ ...release, base: `${base}/` })).toBe(address);
  });
});

describe("the pinned checksums", () => {
  it("are there for the platforms that we support", () => {
    expect(Object.keys(TERRAFORM_SHA256).sort()).toEqual([
      "darwin_amd64",
      "darwin_arm64",
      "linux_amd64",
      "linux_arm64",
    ]);
    expect(Object.values(TERRAFORM_SHA256).filter((sum) => !/^[0-9a-f]{64}$/.test(sum))).toEqual([]);
    expect(new Set(Object.values(TERRAFORM_SHA256)).size).toBe(4);
  });
});
