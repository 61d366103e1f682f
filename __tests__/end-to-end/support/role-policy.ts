import {
  GetRolePolicyCommand,
  type IAMClient,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";

/** An inline policy of a role, as IAM has it. */
export interface RolePolicy {
  readonly roleName: string;
  readonly policyName: string;
  readonly Statement: readonly PolicyStatement[];
}
interface PolicyStatement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
}

/** One action of one statement of one policy. */
export interface Permission {
  readonly policy: RolePolicy;
  readonly sid: string;
  readonly action: string;
}

/** All inline policies of a role. */
export async function policiesOf(iam: IAMClient, RoleName: string): Promise<RolePolicy[]> {
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  return Promise.all(
    PolicyNames.map(async (PolicyName) => {
      const { PolicyDocument = "" } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
      const { Statement } = JSON.parse(decodeURIComponent(PolicyDocument)) as Pick<RolePolicy, "Statement">;
      return { roleName: RoleName, policyName: PolicyName, Statement };
    }),
  );
}

/** Every permission of some policies. */
export function permissionsOf(policies: readonly RolePolicy[]): Permission[] {
  return policies.flatMap((policy) =>
    policy.Statement.flatMap((statement) =>
      actionsOf(statement).map((action) => ({ policy, sid: statement.Sid, action })),
    ),
  );
}

/** Runs some work while a role lacks one permission, whatever becomes of it. */
export async function withoutPermission<T>(
  iam: IAMClient,
  { policy, sid, action }: Permission,
  work: () => Promise<T>,
): Promise<T> {
  const put = (Statement: readonly PolicyStatement[]) =>
    iam.send(
      new PutRolePolicyCommand({
        RoleName: policy.roleName,
        PolicyName: policy.policyName,
        PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement }),
      }),
    );
  // A statement that loses its last action goes.
  const left = policy.Statement.flatMap((statement) => {
    if (statement.Sid !== sid) return [statement];
    const actions = actionsOf(statement).filter((one) => one !== action);
    return actions.length === 0 ? [] : [{ ...statement, Action: actions }];
  });
  await put(left);
  try {
    return await work();
  } finally {
    await put(policy.Statement);
  }
}

const actionsOf = ({ Action }: PolicyStatement): string[] => (typeof Action === "string" ? [Action] : [...Action]);
