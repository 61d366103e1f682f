import { randomUUID } from "node:crypto";
import type { JsonObject } from "../answers";
import { isSuccess, objectIn, parseObject, textIn } from "../answers";
import type { Correction, CorrectionContext } from "../correction";
import { iso8601 } from "../ports";
import type { GatewayRequest, GatewayResponse } from "../request";

/** Header by which the emulator's process names the caller of a call (launch.py). */
export const CALLER_HEADER = "x-local-caller";

/** Calls that change no key: CloudTrail marks them read-only, and EventBridge gives them only to rules that ask for all management events. */
const READ_ONLY =
  /^(Decrypt|Encrypt|ReEncrypt|GenerateDataKey|GenerateDataKeyWithoutPlaintext|GenerateDataKeyPair|GenerateDataKeyPairWithoutPlaintext|GenerateMac|VerifyMac|GenerateRandom|Sign|Verify|DeriveSharedSecret|(Describe|Get|List)\w+)$/;

/** Members of a request that go into an event: identifiers and settings, never plain or encrypted data. */
const SHOWN_PARAMETERS = [
  ...[
    "keyId",
    "aliasName",
    "targetKeyId",
    "encryptionContext",
    "encryptionAlgorithm",
    "keySpec",
    "numberOfBytes",
    "macAlgorithm",
    "policyName",
  ],
  ...[
    "pendingWindowInDays",
    "granteePrincipal",
    "operations",
    "grantId",
    "description",
    "keyUsage",
    "multiRegion",
    "replicaRegion",
    "rotationPeriodInDays",
  ],
];

/**
 * Puts an "AWS API Call via CloudTrail" event on the default bus for each KMS call that is refused for lack of permission and for each
 * that changes a key, as an account with a trail does.
 */
export function kmsTrail(context: Pick<CorrectionContext, "account" | "clock" | "emulator" | "log">): Correction {
  return {
    subject: "CloudTrail events of KMS",
    service: "kms",
    handle: async (request, forward) => {
      const response = await forward(request);
      const refused = isAccessDenied(response);
      if (!refused && !(isSuccess(response) && !READ_ONLY.test(request.operation))) return response;
      try {
        await put(request, response, refused);
      } catch (error) {
        context.log(`no CloudTrail event for kms ${request.operation}: ${String(error)}`);
      }
      return response;
    },
  };

  async function put(request: GatewayRequest, response: GatewayResponse, refused: boolean): Promise<void> {
    const keyArn = await keyArnOf(request, response);
    const detail = trailDetail(request, response, {
      account: context.account,
      eventTime: iso8601(context.clock()),
      eventId: randomUUID(),
      keyArn,
      refused,
    });
    await context.emulator.json("events", request.region, "AWSEvents.PutEvents", {
      FromAwsService: true,
      Entries: [{ Source: "aws.kms", DetailType: "AWS API Call via CloudTrail", Detail: JSON.stringify(detail) }],
    });
  }

  /** The key's ARN, whichever way the caller named it; undefined where the call names none that exists. */
  async function keyArnOf(request: GatewayRequest, response: GatewayResponse): Promise<string | undefined> {
    const input = parseObject(request.body);
    const created = objectIn(parseObject(response.body)["KeyMetadata"])["Arn"];
    if (typeof created === "string") return created;
    // A refusal names the key, also where the call does not (Decrypt).
    const named = /on resource: (arn:[^\s"]+:key\/[\w-]+)/.exec(response.body.toString("utf8"))?.[1];
    if (named !== undefined) return named;
    const id = textIn(input["KeyId"]) || textIn(input["TargetKeyId"]);
    if (id === "") return undefined;
    const described = await context.emulator
      .json("kms", request.region, "TrentService.DescribeKey", { KeyId: id })
      .catch(() => ({}));
    return textIn(objectIn(objectIn(described)["KeyMetadata"])["Arn"]) || undefined;
  }
}

/** What an event says that the request and its answer do not. */
interface TrailFacts {
  readonly account: string;
  readonly eventTime: string;
  readonly eventId: string;
  readonly keyArn: string | undefined;
  readonly refused: boolean;
}

/** The `detail` of a CloudTrail event (CloudTrail record contents, version 1.11). */
function trailDetail(request: GatewayRequest, response: GatewayResponse, facts: TrailFacts): JsonObject {
  const { account, keyArn } = facts;
  return {
    eventVersion: "1.11",
    userIdentity: userIdentity(textIn(response.headers[CALLER_HEADER]), account, request.accessKeyId),
    eventTime: facts.eventTime,
    eventSource: "kms.amazonaws.com",
    eventName: request.operation,
    awsRegion: request.region,
    sourceIPAddress: "127.0.0.1",
    userAgent: request.headers["user-agent"] ?? "",
    // The API says AccessDeniedException; the trail of KMS says AccessDenied.
    ...(facts.refused ? { errorCode: "AccessDenied", errorMessage: errorMessage(response) } : {}),
    requestParameters: shownParameters(parseObject(request.body)),
    responseElements: null,
    requestID: textIn(response.headers["x-amzn-requestid"]),
    eventID: facts.eventId,
    readOnly: READ_ONLY.test(request.operation),
    resources: keyArn === undefined ? [] : [{ accountId: account, type: "AWS::KMS::Key", ARN: keyArn }],
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: "Management",
  };
}

function userIdentity(arn: string, account: string, accessKeyId: string): JsonObject {
  const common = { principalId: accessKeyId, arn, accountId: account, accessKeyId };
  const role = /^arn:[^:]+:sts::\d+:assumed-role\/([^/]+)\//.exec(arn)?.[1];
  if (role !== undefined) {
    const issuer = { type: "Role", arn: `arn:aws:iam::${account}:role/${role}`, accountId: account, userName: role };
    return { type: "AssumedRole", ...common, sessionContext: { sessionIssuer: issuer } };
  }
  const user = /:user\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
  if (user !== undefined) return { type: "IAMUser", ...common, userName: user };
  return { type: "Root", ...common };
}

function shownParameters(input: JsonObject): JsonObject {
  const renamed = Object.entries(input).map(
    ([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value] as const,
  );
  return Object.fromEntries(renamed.filter(([name]) => SHOWN_PARAMETERS.includes(name)));
}

function isAccessDenied(response: GatewayResponse): boolean {
  if (isSuccess(response)) return false;
  const type = textIn(response.headers["x-amzn-errortype"]) || textIn(parseObject(response.body)["__type"]);
  return type.includes("AccessDenied");
}

function errorMessage(response: GatewayResponse): string {
  const body = parseObject(response.body);
  return textIn(body["message"]) || textIn(body["Message"]);
}
