import type { Finding, TreeRule } from "./rule";

const VERSION = /^## (Unreleased|\d+\.\d+\.\d+ - \d{4}-\d{2}-\d{2})$/;
const KIND = /^### (Added|Changed|Deprecated|Removed|Fixed|Security)$/;
const PLAN_IMPACT = /Plan: (none|update in place|replace)( \([^)]+\))?\.$/;

/**
 * Each entry of CHANGELOG.md ends with what a plan shows to somebody who takes it: `Plan: none.`, `Plan: update in place.` or
 * `Plan: replace (what is replaced).`
 */
export const changelogForm: TreeRule = {
  name: "changelog form",
  check: (files) => {
    const file = files.find(({ path }) => path === "CHANGELOG.md");
    if (file === undefined) return [{ path: "CHANGELOG.md", line: 1, message: "is missing." }];
    return [...headingFaults(file.text), ...entriesOf(file.text).flatMap(entryFault)].map((fault) => ({
      path: file.path,
      ...fault,
    }));
  },
};

type Fault = Omit<Finding, "path">;

function headingFaults(text: string): Fault[] {
  return text.split("\n").flatMap((heading, index) => {
    if (heading.startsWith("## ") && !VERSION.test(heading)) {
      return [{ line: index + 1, message: 'has another heading than "## Unreleased" or "## 1.2.3 - 2026-01-31".' }];
    }
    if (heading.startsWith("### ") && !KIND.test(heading)) {
      return [
        {
          line: index + 1,
          message: "has another heading than Added, Changed, Deprecated, Removed, Fixed or Security.",
        },
      ];
    }
    return [];
  });
}

/** An entry begins with a hyphen at the margin and goes on in the indented lines that follow. */
function entriesOf(text: string): { entry: string; line: number }[] {
  const entries: { entry: string; line: number }[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.startsWith("- ")) entries.push({ entry: line, line: index + 1 });
    else if (line.startsWith("  ")) {
      const last = entries.pop();
      if (last !== undefined) entries.push({ ...last, entry: `${last.entry} ${line.trim()}` });
    }
  }
  return entries;
}

function entryFault({ entry, line }: { entry: string; line: number }): Fault[] {
  if (PLAN_IMPACT.test(entry)) return [];
  return [
    {
      line,
      message:
        'has an entry that does not end with its plan impact: "Plan: none.", "Plan: update in place." or "Plan: replace.".',
    },
  ];
}
