/** The schema as AppSync is given it: the file, with who may use its types written on them. */

const TYPE = /^type (\w+)/gm;

/**
 * Lets the users of a user pool see every type beside IAM principals, whose mode is the default: AppSync shows a field to
 * a mode only where it is named on the field or its type. Fields that name a mode of their own (`@aws_iam`) keep it.
 */
export function withAuthModes(schema: string, { cognito }: { readonly cognito: boolean }): string {
  return cognito ? schema.replaceAll(TYPE, (type) => `${type} @aws_iam @aws_cognito_user_pools`) : schema;
}

/** The fields that functions serve: those of Query and of Mutation, but for what the bus publishes. */
export function servedFields(schema: string): { readonly type: "Query" | "Mutation"; readonly field: string }[] {
  return (["Query", "Mutation"] as const).flatMap((type) =>
    fieldsOf(schema, type)
      .filter((field) => field !== PUBLISHED_FIELD)
      .map((field) => ({ type, field })),
  );
}

/** The field that the bus publishes by. */
export const PUBLISHED_FIELD = "publishPaymentChange";

function fieldsOf(schema: string, type: string): string[] {
  const body = new RegExp(`^type ${type}\\b[^{]*\\{([^}]*)\\}`, "m").exec(schema)?.[1] ?? "";
  return [...body.matchAll(/^ {2}(\w+)(?=[(:])/gm)].map(([, name = ""]) => name);
}
