import type { Correction, CorrectionContext } from "../../correction";
import { pathOf } from "../../request";
import { restApiControlPlane } from "./control-plane";
import { restApiDataPlane } from "./data-plane";
import { RestApis } from "./registry";
import { apiGatewayTags } from "./tags";
import { apiGatewayUpdates } from "./updates";

/** All of API Gateway's REST APIs: how they are made, and how they are served. */
export function restApis(context: CorrectionContext): readonly Correction[] {
  const apis = new RestApis();
  return [
    apiGatewayUpdates(),
    apiGatewayTags(),
    restApiControlPlane(apis),
    functionPolicies(apis),
    ...restApiDataPlane(apis, context),
  ];
}

/** A function's policy says whether API Gateway may call it: a change of it is seen at the next call. */
function functionPolicies(apis: RestApis): Correction {
  return {
    subject: "API Gateway: policies of functions",
    service: "lambda",
    handle: async (request, forward) => {
      const response = await forward(request);
      const path = pathOf(request.target);
      if (request.method === "DELETE" || (request.method === "POST" && path.endsWith("/policy"))) apis.forget();
      return response;
    },
  };
}
