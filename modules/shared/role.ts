import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { policyDocument, servicePrincipals, type Statement } from "./policy";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";

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
export class PlatformRole extends Construct {
  readonly arn: string;
  readonly name: string;
  private readonly statements: Statement[] = [];
  private readonly role: IamRole;
  private policy?: IamRolePolicy;

  constructor(
    scope: Construct,
    id: string,
    { name, description, service = "lambda.amazonaws.com" }: PlatformRoleProps,
  ) {
    super(scope, id);
    this.role = new IamRole(this, "Resource", {
      name,
      description,
      // No `aws:SourceAccount`: where a service does not send it, the role could not be taken at all. Who may hand a role of this account
      // to a service is decided by `iam:PassRole`.
      assumeRolePolicy: policyDocument(this, "trust", [
        { effect: "Allow", actions: ["sts:AssumeRole"], principals: servicePrincipals(service) },
      ]),
    });
    this.arn = this.role.arn;
    this.name = this.role.name;
  }

  /** Adds statements to the role's one policy. */
  allow(...statements: readonly Statement[]): void {
    this.statements.push(...statements);
    this.policy ??= new IamRolePolicy(this, "policy", {
      name: "grants",
      role: this.role.id,
      policy: new DataAwsIamPolicyDocument(this, "grants", {
        statement: Lazy.anyValue({ produce: () => this.statements }) as unknown as Statement[],
      }).json,
    });
  }

  /** What waits for the role's permissions depends on these. */
  get dependencies(): IamRolePolicy[] {
    return this.policy === undefined ? [] : [this.policy];
  }
}
