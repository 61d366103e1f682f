import { cardNumbers } from "../../../tools/house-rules/card-numbers";
import { lockFile } from "../../../tools/house-rules/lock-file";
import { downloads, machinePaths } from "../../../tools/house-rules/places";
import { secrets } from "../../../tools/house-rules/secrets";
import { lines, messages } from "./sample";

describe("machine paths", () => {
  it.each([
    "/work/tree",
    "/root/.aws",
    "/home/someone/x",
    "/opt/plugins",
    "/Users/someone/x",
    "C:\\Temp",
    "file:///etc",
  ])("finds %s", (text) => {
    expect(lines(machinePaths, "a.ts", `const a = "${text}";\n`)).toEqual([1]);
  });

  it.each([
    "/usr/local/share/terraform",
    "/dev/null",
    "https://example.com/work/a",
    "./work/a",
    "docs/root/a",
    "/tmp/a",
    "~/.terraform.d",
  ])("passes %s", (text) => {
    expect(lines(machinePaths, "a.ts", `const a = "${text}";\n`)).toEqual([]);
  });
});

describe("download addresses", () => {
  it.each([
    "https://registry.npmjs.org/zod",
    "https://pypi.org/simple",
    "https://example.com/tool.zip",
    "http://example.com/a/b.tar.gz",
  ])("finds %s", (text) => {
    expect(lines(downloads, "a.ts", `"${text}"\n`)).toEqual([1]);
  });

  it.each(["https://docs.aws.amazon.com/kms/", "https://example.com/page", "lambda/x.zip"])("passes %s", (text) => {
    expect(lines(downloads, "a.ts", `"${text}"\n`)).toEqual([]);
  });
});

describe("lock file", () => {
  const check = (packages: Record<string, object>): string[] =>
    messages(lockFile, "package-lock.json", JSON.stringify({ packages: { "": {}, ...packages } }));
  const locked = { integrity: "sha512-x" };

  it("passes packages with checksums and without addresses", () => {
    expect(check({ "node_modules/zod": locked, "node_modules/a/node_modules/zod": locked })).toEqual([]);
  });

  it("finds a registry's address", () => {
    expect(check({ "node_modules/zod": { ...locked, resolved: "https://registry.example/zod" } })).toEqual([
      expect.stringContaining("names a registry's address for node_modules/zod"),
    ]);
  });

  it("finds a package without a checksum", () => {
    expect(check({ "node_modules/zod": {} })).toEqual(["has no checksum for node_modules/zod."]);
  });

  it("passes without one what is bundled or for other platforms", () => {
    expect(check({ "node_modules/a": { inBundle: true }, "node_modules/b": { optional: true } })).toEqual([]);
  });

  it("finds a platform's build that is left out", () => {
    expect(check({ "node_modules/a": { ...locked, optionalDependencies: { "@a/win32": "1.0.0" } } })).toEqual([
      expect.stringContaining("leaves out @a/win32, an optional part of node_modules/a"),
    ]);
  });

  it.each(["node_modules/b", "node_modules/a/node_modules/b", "node_modules/a/node_modules/c/node_modules/b"])(
    "finds a build where Node finds it: %s",
    (folder) => {
      const user = { ...locked, optionalDependencies: { b: "1.0.0" } };
      expect(check({ "node_modules/a/node_modules/c": user, [folder]: locked })).toEqual([]);
    },
  );
});

describe("secrets", () => {
  // Put together here, so that no scanner takes the sample for a secret.
  const letters = "ABCDEFGH12345678";

  it.each([
    ["an AWS access key", `AKIA${letters}`],
    ["an AWS secret key", `aws_secret_access_key = ${"aB3/".repeat(10)}`],
    ["a private key", `-----BEGIN RSA PRIVATE KEY-----`],
    ["a Stripe key", `sk_live_${letters}`],
    ["a GitHub token", `ghp_${letters}${letters}`],
    ["a Slack token", `xoxb-${letters}`],
    ["a webhook secret", `whsec_${letters}${letters}`],
  ])("finds %s", (kind, text) => {
    expect(messages(secrets, "a.ts", `"${text}"\n`)).toEqual([expect.stringContaining(kind)]);
  });

  it.each([
    "AKIAIOSFODNN7EXAMPLE",
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "sk_test_4eC39HqLyjWDarjtT1zdp7dc",
    "-----BEGIN PUBLIC KEY-----",
  ])("passes %s", (text) => {
    expect(messages(secrets, "a.ts", `secret_access_key = "${text}"\n`)).toEqual([]);
  });
});

describe("card numbers", () => {
  const published = "4242424242424242";
  // Passes Luhn, published by nobody.
  const real = "4539578763621486";

  it("finds one in code, a published test number too", () => {
    expect(lines(cardNumbers, "functions/vault/a.ts", `"${published}"\n`)).toEqual([1]);
  });

  it.each([real, "4539 5787 6362 1486", "4539-5787-6362-1486"])(
    "finds one in a document however it is grouped: %s",
    (text) => {
      expect(lines(cardNumbers, "docs/a.md", `The card ${text}.\n`)).toEqual([1]);
    },
  );

  it("never shows the digits", () => {
    expect(messages(cardNumbers, "docs/a.md", `${real}\n`)[0]).not.toMatch(/\d{4}/);
  });

  it.each(["docs/a.md", "__tests__/a.test.ts", "functions/vault/simulated-acquirer.ts", "README.md"])(
    "passes a published test number in %s",
    (path) => {
      expect(lines(cardNumbers, path, `${published}\n`)).toEqual([]);
    },
  );

  it("passes a made-up number in a test", () => {
    expect(lines(cardNumbers, "__tests__/a.test.ts", `${real}\n`)).toEqual([]);
  });

  it.each(["4539578763621487", "1700000000000", "4444444444444444", `a${real}`, `${real}n1`, `0.${real}`])(
    "passes %s, which is none",
    (text) => {
      expect(lines(cardNumbers, "functions/a.ts", `${text}\n`)).toEqual([]);
    },
  );
});
