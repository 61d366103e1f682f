/** A text file of the repository. */
export interface TextFile {
  /** Relative to the repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** A place that breaks a rule. */
export interface Finding {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** What is wrong there and what to do instead; shows no number that could be a card's. */
  readonly message: string;
}

/** A house rule that looks at one file at a time. */
export interface FileRule {
  /** Its name in the allowances and in the test's output. */
  readonly name: string;
  readonly check: (file: TextFile) => Finding[];
}

/** A house rule that needs to see all files. */
export interface TreeRule {
  readonly name: string;
  readonly check: (files: readonly TextFile[]) => Finding[];
}

/** Finds each match of a pattern (global flag needed), by line. */
export function findingsOf(
  file: TextFile,
  pattern: RegExp,
  message: (match: RegExpExecArray) => string | undefined,
): Finding[] {
  return file.text.split("\n").flatMap((line, index) =>
    [...line.matchAll(pattern)].flatMap((match) => {
      const text = message(match);
      return text === undefined ? [] : [{ path: file.path, line: index + 1, message: text }];
    }),
  );
}

/** Our own code: what people write and review, in any of our languages. */
export function isCode({ path }: TextFile): boolean {
  return /\.(ts|js|mjs|py)$/.test(path);
}

/** The place and the words of a finding in one line. */
export function findingText({ path, line, message }: Finding): string {
  return `${path}:${line} ${message}`;
}
