import path from "node:path";
import { run } from "../../tools/shared/process";
import { repositoryRoot } from "../../tools/shared/root";
import { temporaryFolder } from "../tools/temporary-folder";

describe("bin/ecosystemaws", () => {
  const folder = temporaryFolder();
  const bin = path.join(repositoryRoot(), "bin", "ecosystemaws");

  it("starts in any folder", async () => {
    const ended = await run(bin, ["--help"], { folder: folder() });
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(ended.stdout).toContain("Usage: ecosystemaws");
  });

  it("looks for the embedded AWS in the folder where it is started, and ends with 2 where it cannot run", async () => {
    const ended = await run(bin, ["vault", "re-encrypt", "--job", "a"], { folder: folder() });
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain(`the current folder (${folder()}) has no .local`);
  });
});
