import type { FileRule, TreeRule } from "../../../tools/house-rules/rule";

/** What a rule says of one file. */
export function messages(rule: FileRule, path: string, text: string): string[] {
  return rule.check({ path, text }).map(({ message }) => message);
}

/** The lines of one file that a rule objects to. */
export function lines(rule: FileRule, path: string, text: string): number[] {
  return rule.check({ path, text }).map(({ line }) => line);
}

/** What a rule says of a whole repository, given as paths and texts. */
export function treeMessages(rule: TreeRule, files: Readonly<Record<string, string>>): string[] {
  const list = Object.entries(files).map(([path, text]) => ({ path, text }));
  return rule.check(list).map(({ path, line, message }) => `${path}:${line} ${message}`);
}
