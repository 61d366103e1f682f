import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Fn, Lazy } from "cdktf";
import { Construct } from "constructs";
import { policyDocument, servicePrincipals, type Statement } from "./policy";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";

/** A role that grants can be given to: one's own (`PlatformRole`), or one that another module made (`GivenRole`). */
export interface RoleReference {
  readonly arn: string;
  /** Adds statements to the role's one policy. */
  allow(...statements: readonly Statement[]): void;
  /** What waits for the role's permissions depends on these. */
  readonly dependencies: IamRolePolicy[];
}

/** Statements that become one inline policy of a role. */
abstract class Grants extends Construct implements RoleReference {
  abstract readonly arn: string;
  private readonly statements: Statement[] = [];
  private policy?: IamRolePolicy;

  /** Name or id of the role, and the name of the policy there. */
  protected abstract readonly holder: { readonly role: string; readonly policyName: string };

  allow(...statements: readonly Statement[]): void {
    this.statements.push(...statements);
    this.policy ??= new IamRolePolicy(this, "policy", {
      name: this.holder.policyName,
      role: this.holder.role,
      policy: new DataAwsIamPolicyDocument(this, "grants", {
        statement: Lazy.anyValue({ produce: () => this.statements }) as unknown as Statement[],
      }).json,
    });
  }

  get dependencies(): IamRolePolicy[] {
    return this.policy === undefined ? [] : [this.policy];
  }
}

export interface PlatformRoleProps {
  readonly name: string;
  readonly description: string;
  /** Who may assume it. @default lambda.amazonaws.com */
  readonly service?: string;
}

/**
 * A role of one function, with one inline policy that grants fill: all that the role may do stands in one reviewable place.
 * A role without grants has no policy.
 */
export class PlatformRole extends Grants {
  readonly arn: string;
  readonly name: string;
  protected readonly holder: { readonly role: string; readonly policyName: string };

  constructor(
    scope: Construct,
    id: string,
    { name, description, service = "lambda.amazonaws.com" }: PlatformRoleProps,
  ) {
    super(scope, id);
    const role = new IamRole(this, "Resource", {
      name,
      description,
      // No `aws:SourceAccount`: where a service does not send it, the role could not be taken at all. Who may hand a role of this account
      // to a service is decided by `iam:PassRole`.
      assumeRolePolicy: policyDocument(this, "trust", [
        { effect: "Allow", actions: ["sts:AssumeRole"], principals: servicePrincipals(service) },
      ]),
    });
    this.arn = role.arn;
    this.name = role.name;
    this.holder = { role: role.id, policyName: "grants" };
  }
}

export interface GivenRoleProps {
  readonly arn: string;
  /** Name of the policy that this module adds to the role; the role's maker has one named `grants`. */
  readonly policyName: string;
}

/** A role that another module made, to which this one adds a policy of its own. */
export class GivenRole extends Grants {
  readonly arn: string;
  protected readonly holder: { readonly role: string; readonly policyName: string };

  constructor(scope: Construct, id: string, { arn, policyName }: GivenRoleProps) {
    super(scope, id);
    this.arn = arn;
    // The name is what stands behind the last slash, whatever the role's path.
    this.holder = { role: Fn.element(Fn.reverse(Fn.split("/", arn)), 0) as string, policyName };
  }
}
