import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cliConfiguration, writeCliConfiguration } from "../../tools/setup/cli-configuration";
import { findFolders, isTrusted } from "../../tools/setup/mirror-search";
import { findMirror, holdsProvider, usualFolders } from "../../tools/setup/provider-mirror";
import { temporaryFolder } from "./temporary-folder";

const PLATFORM = "linux_amd64";
const REGISTRY = "registry.terraform.io";

/** Makes a mirror with the AWS provider of a version, as `terraform init` unpacks it. */
function unpackedMirror(mirror: string, version = "5.100.0"): string {
  const folder = path.join(mirror, REGISTRY, "hashicorp", "aws", version, PLATFORM);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `terraform-provider-aws_v${version}_x5`), "");
  return mirror;
}

/** Makes a mirror as `terraform providers mirror` packs it. */
function packedMirror(mirror: string, version = "5.100.0"): string {
  const folder = path.join(mirror, REGISTRY, "hashicorp", "aws");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `terraform-provider-aws_${version}_${PLATFORM}.zip`), "");
  return mirror;
}

describe("a filesystem mirror", () => {
  const folder = temporaryFolder();

  it("serves when it has the pinned provider, unpacked or packed", () => {
    expect(holdsProvider(unpackedMirror(path.join(folder(), "a")), PLATFORM)).toBe(true);
    expect(holdsProvider(packedMirror(path.join(folder(), "b")), PLATFORM)).toBe(true);
  });

  it("does not serve when it has another version, another platform or nothing", () => {
    expect(holdsProvider(unpackedMirror(path.join(folder(), "a"), "5.99.0"), PLATFORM)).toBe(false);
    expect(holdsProvider(packedMirror(path.join(folder(), "b"), "5.99.0"), PLATFORM)).toBe(false);
    expect(holdsProvider(packedMirror(path.join(folder(), "c")), "darwin_arm64")).toBe(false);
    expect(holdsProvider(folder(), PLATFORM)).toBe(false);
  });

  it("does not serve when the provider's folder is empty", () => {
    mkdirSync(path.join(folder(), REGISTRY, "hashicorp", "aws", "5.100.0", PLATFORM), { recursive: true });
    expect(holdsProvider(folder(), PLATFORM)).toBe(false);
  });
});

describe("the search for a mirror", () => {
  const folder = temporaryFolder();
  const find = (environment: Record<string, string>) =>
    findMirror({
      environment: { XDG_DATA_DIRS: "", ...environment },
      platform: PLATFORM,
      root: path.join(folder(), "repository"),
      top: folder(),
    });

  it("takes the one that the setting names, before any other", async () => {
    unpackedMirror(path.join(folder(), "repository", "terraform.d", "plugins"));
    const named = packedMirror(path.join(folder(), "named"));
    expect(await find({ TF_PLUGIN_MIRROR: named })).toBe(named);
  });

  it("refuses a setting that names a folder without the provider", async () => {
    await expect(find({ TF_PLUGIN_MIRROR: folder() })).rejects.toThrow(
      /TF_PLUGIN_MIRROR is ".*", which has no .*aws 5\.100\.0 for linux_amd64/,
    );
  });

  it("takes the repository's own plugins folder", async () => {
    const mirror = unpackedMirror(path.join(folder(), "repository", "terraform.d", "plugins"));
    expect(await find({})).toBe(mirror);
  });

  it("takes the home's plugins folder", async () => {
    const mirror = unpackedMirror(path.join(folder(), "a", "b", "c", "d", "home", ".terraform.d", "plugins"));
    expect(await find({ HOME: path.join(folder(), "a", "b", "c", "d", "home") })).toBe(mirror);
  });

  it("finds one elsewhere that has the pinned version", async () => {
    unpackedMirror(path.join(folder(), "a"), "4.0.0");
    const mirror = unpackedMirror(path.join(folder(), "b", "plugins"));
    expect(await find({})).toBe(mirror);
  });

  it("passes over one that others can write to", async () => {
    const mirror = unpackedMirror(path.join(folder(), "b"));
    chmodSync(mirror, 0o777);
    expect(await find({})).toBeUndefined();
  });

  it("finds none where there is none", async () => {
    expect(await find({})).toBeUndefined();
  });
});

describe("Terraform's own plugin folders", () => {
  it("come in Terraform's order: the working folder, the home, the data folders", () => {
    const folders = usualFolders({ HOME: "/h", XDG_DATA_HOME: "/x", XDG_DATA_DIRS: "/d1:/d2" }, "/r");
    expect(folders).toEqual([
      "/r/terraform.d/plugins",
      "/h/.terraform.d/plugins",
      "/h/Library/Application Support/io.terraform/plugins",
      "/Library/Application Support/io.terraform/plugins",
      "/x/terraform/plugins",
      "/d1/terraform/plugins",
      "/d2/terraform/plugins",
    ]);
  });

  it("fall back to the standard data folders", () => {
    expect(usualFolders({}, "/r")).toEqual(
      expect.arrayContaining(["/usr/local/share/terraform/plugins", "/usr/share/terraform/plugins"]),
    );
  });
});

describe("the bounded search", () => {
  const folder = temporaryFolder();
  const make = (...parts: string[]): string => {
    const made = path.join(folder(), ...parts);
    mkdirSync(made, { recursive: true });
    return made;
  };
  const find = (levels: number, milliseconds = 10_000) => findFolders(folder(), "wanted", { levels, milliseconds });

  it("finds folders by name, the shallow ones first", async () => {
    const deep = make("a", "b", "wanted");
    const shallow = make("z", "wanted");
    expect(await find(4)).toEqual([shallow, deep]);
  });

  it("goes no deeper than it may", async () => {
    make("a", "b", "c", "wanted");
    expect(await find(3)).toEqual([]);
    expect(await find(4)).toHaveLength(1);
  });

  it("passes over folders that hold no mirror", async () => {
    make("node_modules", "wanted");
    make("proc", "wanted");
    expect(await find(4)).toEqual([]);
  });

  it("ends when its time is over", async () => {
    make("a", "wanted");
    expect(await find(4, -1)).toEqual([]);
  });
});

describe("a mirror that was merely found", () => {
  it.each([
    ["root's", { uid: 0, mode: 0o755 }, true],
    ["this user's", { uid: 1000, mode: 0o775 }, true],
    ["another user's", { uid: 1001, mode: 0o755 }, false],
    ["one that all may write to", { uid: 0, mode: 0o777 }, false],
  ])("is trusted or not: %s", (_, folder, trusted) => {
    expect(isTrusted(folder, 1000)).toBe(trusted);
  });
});

describe("the CLI configuration", () => {
  const folder = temporaryFolder();

  it("takes the AWS provider from the mirror and all others from their registries", () => {
    const text = cliConfiguration("/usr/share/plugins");
    expect(text).toContain('path    = "/usr/share/plugins"');
    expect(text).toMatch(/filesystem_mirror \{[^}]*include = \["registry\.terraform\.io\/hashicorp\/aws"\]/);
    expect(text).toMatch(/direct \{[^}]*exclude = \["registry\.terraform\.io\/hashicorp\/aws"\]/);
  });

  it("writes a path with quotes and template marks so that HCL reads it back", () => {
    expect(cliConfiguration('/a "b" ${c} %{d}')).toContain('path    = "/a \\"b\\" $${c} %%{d}"');
  });

  it("is written whole, beside nothing", async () => {
    const file = await writeCliConfiguration(path.join(folder(), "new"), "x\n");
    expect(readFileSync(file, "utf8")).toBe("x\n");
    expect(readdirSync(path.dirname(file))).toEqual(["terraform.tfrc"]);
  });

  it("is left alone where it says the same", async () => {
    const file = await writeCliConfiguration(folder(), "x\n");
    const before = statSync(file).ino;
    await writeCliConfiguration(folder(), "x\n");
    expect(statSync(file).ino).toBe(before);
    await writeCliConfiguration(folder(), "y\n");
    expect(readFileSync(file, "utf8")).toBe("y\n");
  });
});
