import type { Finding } from "./rule";

/** A place where a rule does not hold, for a reason that a reviewer has accepted. */
export interface Allowance {
  /** Of this list's own, never used again. */
  readonly id: string;
  /** The rule's name, or `*` for all. */
  readonly rule: string;
  /** A file, or a folder with a slash at its end. */
  readonly path: string;
  readonly reason: string;
}

/** The one list of exceptions to the house rules. One that no longer excuses anything fails the test. */
export const ALLOWANCES: readonly Allowance[] = [
  {
    id: "HR-001",
    rule: "*",
    path: "__tests__/house-rules/rules/",
    reason: "The tests of the rules hold samples of what the rules find.",
  },
  {
    id: "HR-002",
    rule: "download addresses",
    path: "tools/setup/terraform-release.ts",
    reason: "HashiCorp's release site; what comes from there is checked against a pinned SHA-256.",
  },
  {
    id: "HR-003",
    rule: "file length",
    path: "functions/api/generated/",
    reason: "Generated from functions/api/openapi; a test holds it current.",
  },
];

/** Takes away the findings that are allowed; tells which allowances did so. */
export function withoutAllowed(
  rule: string,
  findings: readonly Finding[],
  allowances: readonly Allowance[],
): { readonly left: Finding[]; readonly used: string[] } {
  const used = new Set<string>();
  const left = findings.filter(({ path }) => {
    const allowance = allowances.find((each) => (each.rule === "*" || each.rule === rule) && covers(each.path, path));
    if (allowance !== undefined) used.add(allowance.id);
    return allowance === undefined;
  });
  return { left, used: [...used] };
}

function covers(allowed: string, path: string): boolean {
  return allowed.endsWith("/") ? path.startsWith(allowed) : path === allowed;
}
