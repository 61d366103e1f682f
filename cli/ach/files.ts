import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { OperatorError } from "../errors";

/** File descriptor of the standard input. */
const STANDARD_INPUT = 0;

/** Where the files to work on are named. */
export interface FileChoice {
  /** Files and folders, as the operator gave them. */
  readonly paths: readonly string[];
  /** A text file with a path a line, or `-` for the standard input. */
  readonly from?: string;
}

/**
 * The files that were asked for, in order; a folder stands for the files in it (not in its folders), by name.
 *
 * @throws OperatorError which names all paths that are not there, or says that none was given.
 */
export function chosenFiles({ paths, from }: FileChoice, folder: string): string[] {
  const named = from === undefined ? paths : [...paths, ...listedPaths(from, folder)];
  if (named.length === 0) throw new OperatorError("No file was given: name files or folders, or a list by --from.");
  const missing = named.filter((name) => statSync(path.resolve(folder, name), { throwIfNoEntry: false }) === undefined);
  if (missing.length > 0) throw new OperatorError(`There is no such file or folder: ${missing.join(", ")}`);
  return named.flatMap((name) => (statSync(path.resolve(folder, name)).isDirectory() ? filesIn(name, folder) : [name]));
}

function listedPaths(from: string, folder: string): string[] {
  return readText(from === "-" ? STANDARD_INPUT : path.resolve(folder, from), from)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** A text file as a whole. @throws OperatorError where it cannot be read. */
export function readText(file: string | number, shownName: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw asOperatorError(error, `${shownName} cannot be read`);
  }
}

/** What the file system refused, as an operator's error; all else is a bug and stays as it is. */
export function asOperatorError(error: unknown, what: string): unknown {
  const isRefusal = typeof error === "object" && error !== null && "syscall" in error && "message" in error;
  return isRefusal ? new OperatorError(`${what}: ${String(error.message)}`) : error;
}

function filesIn(name: string, folder: string): string[] {
  return (
    readdirSync(path.resolve(folder, name))
      .map((each) => path.join(name, each))
      // A link counts as what it leads to; one that leads nowhere is told where it is read.
      .filter((each) => statSync(path.resolve(folder, each), { throwIfNoEntry: false })?.isDirectory() !== true)
      .sort()
  );
}
