import * as z from "zod/mini";
import { environmentName, json, keyArn, queueUrl, region, tableName } from "../shared/environment-fields";

const CHECKS_FORM = 'must be JSON such as {"tables":["..."],"keys":["arn:aws:kms:..."],"queues":["https://..."]}';

/** What `status` reads from its environment: all that the platform cannot do without. */
export const status = z.object({
  CHECKS: json(
    z.strictObject({ tables: z.array(tableName), keys: z.array(keyArn), queues: z.array(queueUrl) }),
    CHECKS_FORM,
  ),
  AWS_REGION: region,
  ENVIRONMENT: environmentName,
});

const text = (allowed: string) => z.string(allowed).check(z.minLength(1, allowed));

/** What `jwt-authoriser` reads from its environment. */
export const jwtAuthoriser = z.object({
  /** `iss` of the tokens: an https address. */
  JWT_ISSUER: z.string("must be an https address").check(z.regex(/^https:\/\/\S+$/, "must be an https address")),
  JWT_AUDIENCE: text("must be the tokens' audience"),
  /** Where the issuer's keys are. */
  JWT_JWKS_URI: z.string("must be an https address").check(z.regex(/^https:\/\/\S+$/, "must be an https address")),
});
