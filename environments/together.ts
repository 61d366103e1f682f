import { STANDARD_PLAN } from "../functions/escrow/settings";
import { achFaultsTogether } from "./ach-schema";
import type { Environment } from "./schema";

/** Where a key alone may open what moves money: for trials, never with other people's. */
const GUARDED = ["staging", "prod"];

/** What settings must be together, each of them being allowed by itself. */
export function faultsTogether({ name, acquirer, payments, escrow, ach, api }: Environment): string[] {
  const faults = achFaultsTogether(name, ach);
  if (GUARDED.includes(name) && api.authorisation === "api_key")
    faults.push(
      `api.authorisation is "api_key"; allowed in ${name}: iam, cognito or jwt. An API key meters, it does not authorise.`,
    );
  if (api.authorisation === "cognito" && api.cognitoUserPoolArns.length === 0)
    faults.push("api.cognitoUserPoolArns is []; allowed with api.authorisation cognito: at least one.");
  if (api.authorisation === "jwt" && api.jwt === undefined)
    faults.push("api.jwt is missing; allowed with api.authorisation jwt: issuer, audience and jwksUri.");
  if (payments.defaultRail === "simulator" && acquirer !== "simulator")
    faults.push(`payments.defaultRail is "simulator"; allowed with acquirer ${acquirer}: none.`);
  if (payments.webhookTargets === "local" && name !== "local")
    faults.push(`payments.webhookTargets is "local"; allowed in ${name}: public.`);
  if (escrow.feePlans[STANDARD_PLAN] === undefined)
    faults.push(
      `escrow.feePlans has no ${STANDARD_PLAN}; allowed: with it, as providers have it whom nobody gave another.`,
    );
  if (escrow.interest?.rates.some(({ jurisdiction }) => jurisdiction === escrow.interest?.jurisdiction) === false)
    faults.push(
      `escrow.interest.rates has none of ${escrow.interest.jurisdiction}; allowed: at least one of escrow.interest.jurisdiction.`,
    );
  return faults;
}
