/** What inputs decide together: known at synthesis, or left to Terraform. */
import { conditional, Fn, Op, Token } from "cdktf";
import { InvalidInputError, isEmpty, type Settled } from "../shared";
import type { Authorisation } from "./body";
import type { inputs } from "./interface";

type Inputs = Settled<typeof inputs>;

/** The document for the authorisation that was chosen; where Terraform chooses, one for each, and Terraform takes its own. */
export function chosenBody(
  { authorisation, cognitoUserPoolArns }: Inputs,
  bodyFor: (authorisation: Authorisation) => string,
  authoriserUri = "",
): string {
  const all: Readonly<Record<string, Authorisation>> = {
    iam: { by: "iam" },
    cognito: { by: "cognito", userPoolArns: cognitoUserPoolArns },
    jwt: { by: "jwt", authoriserUri },
    api_key: { by: "api_key" },
  };
  const chosen = all[authorisation];
  if (chosen !== undefined) return bodyFor(chosen);
  const bodies = Object.fromEntries(Object.entries(all).map(([name, each]) => [name, bodyFor(each)]));
  return Token.asString(Fn.lookup(bodies, authorisation));
}

/** What two inputs must be together, as far as it is known at synthesis. */
export function checkTogether({
  authorisation,
  cognitoUserPoolArns,
  domainName,
  certificateArn,
  ...jwt
}: Inputs): void {
  const faults: string[] = [];
  if (authorisation === "cognito" && !Token.isUnresolved(cognitoUserPoolArns) && cognitoUserPoolArns.length === 0)
    faults.push("cognitoUserPoolArns is []: with authorisation cognito at least one.");
  if (authorisation === "jwt")
    for (const name of ["jwtIssuer", "jwtAudience", "jwtJwksUri"] as const)
      if (jwt[name] === "") faults.push(`${name} is "": with authorisation jwt it must be given.`);
  if (!Token.isUnresolved(domainName) && domainName !== "" && certificateArn === "")
    faults.push('certificateArn is "": with domainName it must be given.');
  if (faults.length > 0) throw new InvalidInputError(faults);
}

/** The same, of what only Terraform knows. */
export function preconditionsOf({ authorisation, cognitoUserPoolArns, domainName, certificateArn, ...jwt }: Inputs) {
  if (!Token.isUnresolved(authorisation)) return [];
  return [
    {
      condition: Op.or(Op.neq(authorisation, "cognito"), Op.gte(Fn.lengthOf(cognitoUserPoolArns), 1)),
      errorMessage: "cognito_user_pool_arns is []: with authorisation cognito at least one.",
    },
    {
      condition: Op.or(
        Op.neq(authorisation, "jwt"),
        Op.not(Fn.contains([jwt.jwtIssuer, jwt.jwtAudience, jwt.jwtJwksUri], "")),
      ),
      errorMessage: "With authorisation jwt, jwt_issuer, jwt_audience and jwt_jwks_uri must be given.",
    },
    {
      condition: Op.or(isEmpty(domainName), Op.not(isEmpty(certificateArn))),
      errorMessage: 'certificate_arn is "": with domain_name it must be given.',
    },
  ];
}

/** The address of the API: its own domain, or API Gateway's. */
export function urlOf(domainName: string, invokeUrl: string): string {
  if (!Token.isUnresolved(domainName)) return domainName === "" ? invokeUrl : `https://${domainName}`;
  return Token.asString(conditional(isEmpty(domainName), invokeUrl, `https://${domainName}`));
}
