import { type Authorisation, gatewayBody } from "../../../../modules/api/body";
import { apiDocument } from "../../../../modules/api/document";
import { readOpenApi } from "../../../../local/gateway/services/rest-api/openapi-document";
import { uriOf } from "./served-api";

describe("the platform's own API", () => {
  it.each<Authorisation>([
    { by: "api_key" },
    { by: "iam" },
    { by: "cognito", userPoolArns: ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Abc123def"] },
    { by: "jwt", authoriserUri: uriOf("authoriser") },
  ])("is what API Gateway can read, whoever may call it: %j", (authorisation) => {
    const body = gatewayBody(apiDocument(), { title: "payments", authorisation, uriOf });
    const reading = readOpenApi(Buffer.from(JSON.stringify(body)));
    expect(reading).not.toHaveProperty("faults");
    expect(reading).toHaveProperty(
      "definition.methods.length",
      Object.values(apiDocument().paths).flatMap(Object.keys).length,
    );
  });
});
