import { emptyAnswer, errorAnswer, isSuccess, jsonAnswer, objectIn, parseObject, textIn } from "../answers";
import type { JsonObject } from "../answers";
import type { Correction, CorrectionContext } from "../correction";
import type { Forward, GatewayRequest, GatewayResponse } from "../request";
import { pathOf } from "../request";
import { iso8601, randomHex } from "../ports";

interface CodeSigningConfig {
  readonly [member: string]: unknown;
  readonly CodeSigningConfigArn: string;
}

/** Code-signing configurations: kept and given back here, since the emulator's answer has none and ends the Terraform provider. */
export function codeSigningConfigs({ account, clock }: Pick<CorrectionContext, "account" | "clock">): Correction {
  const configs = new Map<string, CodeSigningConfig>();
  const tags = new Map<string, JsonObject>();
  return {
    subject: "code-signing configurations",
    service: "lambda",
    handle: async (request, forward) => {
      const path = decodeURIComponent(pathOf(request.target));
      if (path.startsWith("/2020-04-22/code-signing-configs")) return answer(request, path);
      if (path.startsWith("/2017-03-31/tags/") && path.includes(":code-signing-config:"))
        return answerTags(request, path);
      if (request.operation === "CreateFunction") return createFunction(request, forward);
      return forward(request);
    },
  };

  function answer(request: GatewayRequest, path: string): GatewayResponse {
    const arn = path.replace(/^\/2020-04-22\/code-signing-configs\/?/, "");
    if (request.method === "POST" && arn === "") return create(request);
    const config = configs.get(arn);
    if (config === undefined)
      return errorAnswer(
        request,
        404,
        "ResourceNotFoundException",
        `The code signing configuration ${arn} does not exist.`,
      );
    if (request.method === "DELETE") {
      configs.delete(arn);
      return emptyAnswer(204);
    }
    if (request.method === "PUT")
      configs.set(arn, { ...config, ...parseObject(request.body), LastModified: iso8601(clock()) });
    return jsonAnswer(200, { CodeSigningConfig: configs.get(arn) });
  }

  function create(request: GatewayRequest): GatewayResponse {
    const wanted = parseObject(request.body);
    const id = `csc-${randomHex(17)}`;
    const arn = `arn:aws:lambda:${request.region}:${account}:code-signing-config:${id}`;
    const config = {
      CodeSigningConfigArn: arn,
      CodeSigningConfigId: id,
      Description: textIn(wanted["Description"]),
      AllowedPublishers: wanted["AllowedPublishers"],
      CodeSigningPolicies: wanted["CodeSigningPolicies"] ?? { UntrustedArtifactOnDeployment: "Warn" },
      LastModified: iso8601(clock()),
    };
    configs.set(arn, config);
    tags.set(arn, objectIn(wanted["Tags"]));
    return jsonAnswer(201, { CodeSigningConfig: config });
  }

  function answerTags(request: GatewayRequest, path: string): GatewayResponse {
    const arn = path.replace("/2017-03-31/tags/", "");
    if (request.method === "POST") tags.set(arn, { ...tags.get(arn), ...objectIn(parseObject(request.body)["Tags"]) });
    if (request.method === "DELETE") {
      const removed = new Set(new URLSearchParams(request.target.split("?")[1]).getAll("tagKeys"));
      tags.set(arn, Object.fromEntries(Object.entries(tags.get(arn) ?? {}).filter(([key]) => !removed.has(key))));
    }
    return request.method === "GET" ? jsonAnswer(200, { Tags: tags.get(arn) ?? {} }) : emptyAnswer(204);
  }

  async function createFunction(request: GatewayRequest, forward: Forward): Promise<GatewayResponse> {
    const response = await forward(request);
    const { CodeSigningConfigArn: arn, FunctionName: name } = parseObject(request.body);
    if (!isSuccess(response) || typeof arn !== "string" || arn === "") return response;
    // The emulator keeps a function's configuration only when it is put by a call of its own.
    await forward({
      ...request,
      method: "PUT",
      target: `/2020-06-30/functions/${encodeURIComponent(textIn(name))}/code-signing-config`,
      body: Buffer.from(JSON.stringify({ CodeSigningConfigArn: arn })),
    });
    return response;
  }
}
