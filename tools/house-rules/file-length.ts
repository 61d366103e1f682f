import { isCode, type FileRule } from "./rule";

/** Over about 300 lines a file has two subjects; at this many there is no doubt. */
const LINES_MAX = 350;
/** A specification lists more cases of its one subject. */
const TEST_LINES_MAX = 420;

/** A file has one subject. */
export const fileLength: FileRule = {
  name: "file length",
  check: (file) => {
    const lines = file.text.split("\n").length - 1;
    const most = file.path.startsWith("__tests__/") ? TEST_LINES_MAX : LINES_MAX;
    if (!isCode(file) || lines <= most) return [];
    return [{ path: file.path, line: most, message: `has ${lines} lines, allowed: ${most}. Split it by subject.` }];
  },
};
