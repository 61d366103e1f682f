/** Goldens: what is synthesised, as files that a review sees change. `UPDATE_GOLDENS=1 npx jest <test>` writes them anew. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Terraform } from "./terraform";

const UPDATE = process.env["UPDATE_GOLDENS"] === "1";

/** The text of a golden file; written first where goldens are updated. */
function golden(file: string, current: string): string {
  if (UPDATE) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, current);
  }
  if (!existsSync(file)) throw new Error(`${file} is missing. UPDATE_GOLDENS=1 writes it.`);
  return readFileSync(file, "utf8");
}

/** Fails where the synthesised JSON is not the golden's; hashes of code are left out, as code changes every day. */
export function expectGolden(file: string, terraform: Terraform): void {
  const current = `${withoutHashes(JSON.stringify(terraform.json, null, 2))}\n`;
  expect(JSON.parse(current)).toEqual(JSON.parse(golden(file, current)));
}

const withoutHashes = (text: string): string =>
  text
    .replaceAll(/\b[0-9a-f]{64}\b/g, "<sha256>")
    .replaceAll(/"[A-Za-z0-9+/]{43}="/g, '"<sha256, base64>"')
    .replaceAll(/(_zip\/)[0-9a-f]{16}\//g, "$1<asset>/");

/** Fails where addresses are not the golden's, and says what that means. */
export function expectSameAddresses(file: string, addresses: readonly string[]): void {
  const known = golden(file, `${addresses.join("\n")}\n`)
    .trimEnd()
    .split("\n");
  const gone = known.filter((address) => !addresses.includes(address));
  const added = addresses.filter((address) => !known.includes(address));
  if (gone.length + added.length === 0) return;
  throw new Error(
    [
      ...gone.map((address) => `gone:  ${address}`),
      ...added.map((address) => `added: ${address}`),
      gone.length > 0
        ? "An address that goes destroys what it names, in the stacks of all users: a BREAKING CHANGE. Keep the address, or write a `moved` block, " +
          "a major version, and `replace` in the CHANGELOG."
        : "New addresses break nobody.",
      "Then: UPDATE_GOLDENS=1 npx jest __tests__/modules",
    ].join("\n"),
  );
}
