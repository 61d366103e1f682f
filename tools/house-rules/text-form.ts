import { findingsOf, type FileRule } from "./rule";

/** The bytes of a text are the same from every editor: goldens and zips are compared byte by byte. */
export const textForm: FileRule = {
  name: "text form",
  check: (file) => {
    const findings = [
      ...findingsOf(file, /\r$/g, () => "ends its line with a carriage return: write LF alone."),
      ...findingsOf(file, /[ \t]+$/g, () => "has blanks at the end of its line."),
      ...(/(^|\/)Makefile$/.test(file.path)
        ? []
        : findingsOf(file, /^ *\t/g, () => "is indented by a tab: use spaces.")),
    ];
    if (file.text !== "" && !file.text.endsWith("\n")) {
      findings.push({
        path: file.path,
        line: file.text.split("\n").length,
        message: "does not end with a line break.",
      });
    }
    return findings;
  },
};
