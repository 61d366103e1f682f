import { DynamodbResourcePolicy } from "@cdktf/provider-aws/lib/dynamodb-resource-policy";
import { Fn, type TerraformResourceLifecycle, Token } from "cdktf";
import { Construct } from "constructs";
import { TABLE_WRITES } from "./perms";
import { awsPrincipals, policyDocument } from "./policy";
import type { Surroundings } from "./surroundings";

export interface TableWritersProps {
  readonly surroundings: Surroundings;
  readonly tableArn: string;
  /** `OnlyTheVaultWrites`. */
  readonly sid: string;
  /** ARNs of roles; a list that only Terraform knows may stand here. */
  readonly writers: readonly string[];
  /** What must hold of inputs that only Terraform knows. @default nothing */
  readonly preconditions?: NonNullable<TerraformResourceLifecycle["precondition"]>;
}

/** A table's own policy that refuses writes to all but the roles named, whatever IAM lets others do. A table has one policy. */
export class TableWriters extends Construct {
  constructor(scope: Construct, id: string, props: TableWritersProps) {
    super(scope, id);
    const { surroundings, tableArn, sid, writers, preconditions = [] } = props;
    new DynamodbResourcePolicy(this, "Resource", {
      resourceArn: tableArn,
      policy: policyDocument(this, "document", [
        {
          sid,
          effect: "Deny",
          principals: awsPrincipals(surroundings.accountRoot),
          actions: [...TABLE_WRITES],
          resources: [tableArn],
          condition: [{ test: "ArnNotEquals", variable: "aws:PrincipalArn", values: [...writers] }],
        },
      ]),
      ...(preconditions.length === 0 ? {} : { lifecycle: { precondition: preconditions } }),
    });
  }
}

/** Writers that were given and a module's own, where Terraform alone may know the first. */
export function together(given: readonly string[], own: readonly string[]): string[] {
  if (!Token.isUnresolved(given)) return [...given, ...own];
  return Token.asList(Fn.concat([[...given], [...own]]));
}
