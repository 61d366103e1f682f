import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { InvalidInputError } from "./interface/table";
import { BREAK_GLASS } from "./perms";
import { awsPrincipals, policyDocument } from "./policy";

export interface BreakGlassRoleProps {
  readonly name: string;
  /** Who may take the role, with MFA: ARNs of roles or users. */
  readonly trustedPrincipalArns: readonly string[];
  /** When access begins and ends, ISO 8601 UTC; `aws:CurrentTime` is absolute, so the window is set when access is granted. */
  readonly window: { readonly from: string; readonly until: string };
  /** Keys that it may disable, or schedule for deletion. */
  readonly keyArns: readonly string[];
}

const ISO_UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
/** MFA older than an hour does not count. */
const MFA_MAX_AGE_SECONDS = 3600;

/**
 * The role that may end keys while they are protected: taken with fresh MFA alone, and within a window alone.
 * @throws InvalidInputError where the window is none.
 */
export class BreakGlassRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, trustedPrincipalArns, window, keyArns }: BreakGlassRoleProps) {
    super(scope, id);
    const faults = [
      ...Object.entries(window).flatMap(([end, time]) =>
        ISO_UTC.test(time) ? [] : [`window.${end} is ${JSON.stringify(time)}: a time such as 2026-11-21T10:00:00Z.`],
      ),
      ...(window.from < window.until
        ? []
        : [`window is ${window.from} to ${window.until}: the end must be after the beginning.`]),
      ...(trustedPrincipalArns.length > 0 ? [] : ["trustedPrincipalArns is []: at least one."]),
    ];
    if (faults.length > 0) throw new InvalidInputError(faults);
    const role = new IamRole(this, "Resource", {
      name,
      description: "Ends keys in an emergency: MFA, and a window of time.",
      maxSessionDuration: MFA_MAX_AGE_SECONDS,
      assumeRolePolicy: policyDocument(this, "trust", [
        {
          effect: "Allow",
          actions: ["sts:AssumeRole"],
          principals: awsPrincipals(...trustedPrincipalArns),
          condition: [
            { test: "Bool", variable: "aws:MultiFactorAuthPresent", values: ["true"] },
            { test: "NumericLessThan", variable: "aws:MultiFactorAuthAge", values: [String(MFA_MAX_AGE_SECONDS)] },
            { test: "DateGreaterThan", variable: "aws:CurrentTime", values: [window.from] },
            { test: "DateLessThan", variable: "aws:CurrentTime", values: [window.until] },
          ],
        },
      ]),
    });
    new IamRolePolicy(this, "policy", {
      name: "end-keys",
      role: role.id,
      policy: policyDocument(this, "grants", [
        {
          sid: "EndKeys",
          effect: "Allow",
          actions: [...BREAK_GLASS],
          resources: [...keyArns],
          // A session outlives the trust that began it.
          condition: [{ test: "DateLessThan", variable: "aws:CurrentTime", values: [window.until] }],
        },
      ]),
    });
    this.arn = role.arn;
  }
}
