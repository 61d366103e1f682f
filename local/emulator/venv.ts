import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { access, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { PythonMissingError, VirtualEnvironmentError } from "../errors";
import { projectRoot } from "../project-root";

const run = promisify(execFile);

/** Oldest Python that the emulator runs on. */
const MINIMUM_PYTHON = [3, 10] as const;

/** Names under which a new enough Python may be installed, the plain one first. */
const PYTHON_NAMES = ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10"];

/** Says whether the output of `python --version` ("Python 3.11.7") names a Python that the emulator runs on. */
export function isSupportedPython(versionText: string): boolean {
  const match = /^Python (\d+)\.(\d+)/.exec(versionText.trim());
  if (match === null) return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major > MINIMUM_PYTHON[0] || (major === MINIMUM_PYTHON[0] && minor >= MINIMUM_PYTHON[1]);
}

/**
 * Makes the project's virtual environment with the pinned emulator when it is not there: a folder of `.venv` for each content of
 * `requirements.txt`. It gets its name when it is complete, so that what runs, and who makes the same beside us, is not disturbed.
 * @returns the path of its Python.
 * @throws PythonMissingError where no Python 3.10 or newer is on the machine; VirtualEnvironmentError where pip fails.
 */
export async function ensureVirtualEnvironment(onProgress: (line: string) => void = () => {}): Promise<string> {
  const root = projectRoot();
  const requirements = path.join(root, "local", "emulator", "requirements.txt");
  const hash = createHash("sha256")
    .update(await readFile(requirements))
    .digest("hex");
  const folder = path.join(root, ".venv", hash.slice(0, 12));
  if (!(await isThere(pythonIn(folder)))) {
    onProgress("installing the emulator into .venv (once)");
    await install(requirements, folder);
  }
  return pythonIn(folder);
}

async function install(requirements: string, folder: string): Promise<void> {
  const python = await findPython();
  const unfinished = `${folder}-${process.pid}`;
  try {
    await runStep("making the virtual environment", python, ["-m", "venv", unfinished]);
    const options = ["--quiet", "--disable-pip-version-check", "--require-hashes", "--requirement", requirements];
    await runStep("installing the pinned emulator", pythonIn(unfinished), ["-m", "pip", "install", ...options]);
    await rename(unfinished, folder).catch(async (error: unknown) => {
      // Somebody else was first with the same.
      if (!(await isThere(pythonIn(folder)))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

function pythonIn(folder: string): string {
  return path.join(folder, "bin", "python");
}

async function findPython(): Promise<string> {
  const seen: string[] = [];
  for (const name of PYTHON_NAMES) {
    const version = await run(name, ["--version"]).then(
      ({ stdout }) => stdout.trim(),
      () => undefined,
    );
    if (version === undefined) continue;
    if (isSupportedPython(version)) return name;
    seen.push(`${name} is ${version}`);
  }
  throw new PythonMissingError(seen);
}

async function runStep(step: string, command: string, parameters: readonly string[]): Promise<void> {
  try {
    await run(command, parameters, { maxBuffer: 16 * 1024 * 1024 });
  } catch (error) {
    throw new VirtualEnvironmentError(step, error);
  }
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
