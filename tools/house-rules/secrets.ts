import { findingsOf, type FileRule } from "./rule";

/** What a secret of each kind looks like. AWS's own example keys end in EXAMPLE. */
const SECRETS: readonly (readonly [string, RegExp])[] = [
  ["an AWS access key", /\b(AKIA|ASIA)(?![A-Z0-9]*EXAMPLE)[A-Z0-9]{16}\b/g],
  ["an AWS secret key", /secret_?access_?key["'\s:=]+[A-Za-z0-9/+]{40}(?<!EXAMPLEKEY)(?![A-Za-z0-9/+])/gi],
  ["a private key", /-----BEGIN ([A-Z]+ )?PRIVATE KEY-----/g],
  ["a Stripe key", /\b[rs]k_live_[A-Za-z0-9]{10,}/g],
  ["a webhook secret", /\bwhsec_[A-Za-z0-9+/]{24,}/g],
  ["a GitHub token", /\b(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/g],
  ["a Slack token", /\bxox[abprs]-[A-Za-z0-9-]{10,}/g],
];

/** No secret is in the repository, not even an old one. */
export const secrets: FileRule = {
  name: "secrets",
  check: (file) =>
    SECRETS.flatMap(([kind, pattern]) =>
      findingsOf(file, pattern, () => `has what looks like ${kind}: remove it and have it revoked.`),
    ),
};
