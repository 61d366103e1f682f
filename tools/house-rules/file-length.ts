import { isCode, type FileRule } from "./rule";

/** Over about 300 lines a file has two subjects; at this many there is no doubt. */
const LINES_MAX = 420;

/** A file has one subject. */
export const fileLength: FileRule = {
  name: "file length",
  check: (file) => {
    const lines = file.text.split("\n").length - 1;
    if (!isCode(file) || lines <= LINES_MAX) return [];
    return [
      { path: file.path, line: LINES_MAX, message: `has ${lines} lines, allowed: ${LINES_MAX}. Split it by subject.` },
    ];
  },
};
