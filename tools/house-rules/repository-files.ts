import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { TextFile } from "./rule";

/** Every text file that is in the repository or would be by `git add .`; what holds a zero byte is no text. */
export function repositoryFiles(root: string): TextFile[] {
  // A clone that another user made (a container's) is still ours to read.
  const listing = execFileSync(
    "git",
    ["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return listing
    .split("\0")
    .filter((file) => file !== "" && existsSync(path.join(root, file)))
    .map((file) => ({ path: file, text: readFileSync(path.join(root, file), "utf8") }))
    .filter(({ text }) => !text.includes("\0"));
}
