import { findingsOf, type FileRule } from "./rule";

const NOTES = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK"].join("|")})\\b`, "g");

/** Each of them hides a fault from a tool that would have told. */
const SUPPRESSIONS = new RegExp(
  [
    "eslint" + "-disable",
    "@ts-" + "ignore",
    "@ts-" + "nocheck",
    "prettier" + "-ignore",
    "istanbul " + "ignore",
    "c8 " + "ignore",
  ].join("|"),
  "g",
);

/** An expected type error is a fault hidden, other than in a test of types, where it is the assertion. */
const EXPECTED_ERROR = new RegExp("@ts-" + "expect-error", "g");

/** What is left to do stands in an issue, not in the code. */
export const leftoverNotes: FileRule = {
  name: "leftover notes",
  check: (file) => findingsOf(file, NOTES, ([note]) => `has the note ${note}: do it, or put it into an issue.`),
};

/** A tool's objection is mended, not silenced. */
export const suppressions: FileRule = {
  name: "suppressions",
  check: (file) => {
    const found = findingsOf(file, SUPPRESSIONS, ([text]) => `has ${text}: mend what the tool says.`);
    if (file.path.endsWith(".type-test.ts")) return found;
    return [...found, ...findingsOf(file, EXPECTED_ERROR, ([text]) => `has ${text}: allowed in *.type-test.ts alone.`)];
  },
};
