/** The operator's command line against the deployed functions. */
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { TEST_CARDS } from "../../local/journey/vault-journey";
import { run } from "../../tools/shared/process";
import { PLATFORM_FOLDER, readPlatform, vaultOf } from "./support/platform";

const ROOT = path.resolve(__dirname, "../..");
/** A folder as `make start` leaves it: the command finds the platform by `.local/environment.json`. */
const FOLDER = path.join(PLATFORM_FOLDER, "operator");

const ecosystemaws = (...parameters: readonly string[]) =>
  run(path.join(ROOT, "bin", "ecosystemaws"), parameters, {
    folder: FOLDER,
    environment: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "" },
  });

beforeAll(() => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(path.join(FOLDER, ".local"), { recursive: true });
  copyFileSync(path.join(PLATFORM_FOLDER, "environment.json"), path.join(FOLDER, ".local", "environment.json"));
});

describe("ecosystemaws vault re-encrypt", () => {
  it("seals every stored card anew, page by page, and a second run of the job has nothing left to do", async () => {
    const vault = vaultOf(readPlatform());
    for (let card = 0; card < 12; card++) {
      const request = { number: TEST_CARDS.visa, expMonth: 12, expYear: 2035 };
      expect(await vault.tokenise({ customerId: `cust_cli_${String(card)}`, card: request })).toMatchObject({
        ok: true,
      });
    }
    vault.close();
    const first = await ecosystemaws("vault", "re-encrypt", "--job", "end-to-end", "--page-size", "5", "--json");
    expect({ code: first.code, stderr: first.code === 0 ? "" : first.stderr }).toEqual({ code: 0, stderr: "" });
    const done = JSON.parse(first.stdout) as { scanned: number; changed: number; failed: number };
    expect(done).toMatchObject({ failed: 0 });
    expect(done.changed).toBeGreaterThanOrEqual(12);

    const second = await ecosystemaws("vault", "re-encrypt", "--job", "end-to-end", "--json");
    expect(JSON.parse(second.stdout)).toMatchObject({ scanned: done.scanned, changed: done.changed, failed: 0 });
  });

  it("says what is missing, and that it could not run", async () => {
    const { code, stderr } = await ecosystemaws("vault", "re-encrypt");
    expect({ code, named: stderr.includes("--job") }).toEqual({ code: 2, named: true });
  });
});
