import { jsonAnswer } from "../../../local/gateway/answers";
import type { JsonObject } from "../../../local/gateway/answers";
import type { GatewayRequest, GatewayResponse } from "../../../local/gateway/request";
import { kmsTrail } from "../../../local/gateway/services/kms-trail";
import { bodyOf, fakeEmulator, fakeUpstream, jsonCall } from "./fake-upstream";

const account = "123456789012";
const key = `arn:aws:kms:us-east-1:${account}:key/11111111-2222-3333-4444-555555555555`;

/** Sends a call through the correction. @returns the details of the events that were put. */
async function eventsOf(request: GatewayRequest, response: GatewayResponse): Promise<JsonObject[]> {
  const { emulator, calls } = fakeEmulator((target) =>
    target.endsWith("DescribeKey") ? { KeyMetadata: { Arn: key } } : {},
  );
  const correction = kmsTrail({ account, clock: () => Date.UTC(2026, 0, 2), emulator, log: () => {} });
  expect(await correction.handle(request, fakeUpstream(() => response).forward)).toBe(response);
  const puts = calls.filter(({ target }) => target === "AWSEvents.PutEvents");
  return puts.flatMap(({ input }) =>
    (input["Entries"] as JsonObject[]).map((entry) => JSON.parse(String(entry["Detail"])) as JsonObject),
  );
}

function answered(status: number, body: JsonObject, caller = `arn:aws:iam::${account}:root`): GatewayResponse {
  const answer = jsonAnswer(status, body);
  return { ...answer, headers: { ...answer.headers, "x-local-caller": caller } };
}

const denied = (caller?: string): GatewayResponse =>
  answered(
    400,
    { __type: "AccessDeniedException", message: `User is not authorized to perform: kms:Decrypt on resource: ${key}` },
    caller,
  );

describe("the trail of KMS", () => {
  it("tells of a refused call as CloudTrail does", async () => {
    const [detail] = await eventsOf(jsonCall("kms", "TrentService.Decrypt", { CiphertextBlob: "c2VjcmV0" }), denied());
    expect(detail).toMatchObject({
      eventSource: "kms.amazonaws.com",
      eventName: "Decrypt",
      eventTime: "2026-01-02T00:00:00Z",
      errorCode: "AccessDenied",
      readOnly: true,
      awsRegion: "us-east-1",
      resources: [{ type: "AWS::KMS::Key", ARN: key }],
      recipientAccountId: account,
    });
  });

  it("shows identifiers and the encryption context, never data", async () => {
    const input = {
      KeyId: key,
      EncryptionContext: { purpose: "p" },
      Plaintext: "cGxhaW4=",
      CiphertextBlob: "c2VjcmV0",
      Message: "bQ==",
    };
    const [detail] = await eventsOf(jsonCall("kms", "TrentService.Encrypt", input), denied());
    expect(detail?.["requestParameters"]).toEqual({ keyId: key, encryptionContext: { purpose: "p" } });
  });

  it.each([
    [
      `arn:aws:sts::${account}:assumed-role/vault-tokenize/session`,
      { type: "AssumedRole", sessionContext: { sessionIssuer: { userName: "vault-tokenize" } } },
    ],
    [`arn:aws:iam::${account}:user/ops/reader`, { type: "IAMUser", userName: "reader" }],
    [`arn:aws:iam::${account}:root`, { type: "Root" }],
  ])("names the caller %s", async (arn, identity) => {
    const [detail] = await eventsOf(jsonCall("kms", "TrentService.Decrypt", {}), denied(arn));
    expect(detail?.["userIdentity"]).toMatchObject({ arn, accountId: account, ...identity });
  });

  it.each(["DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy", "CreateGrant"])(
    "tells of a %s that is carried out, with the key's ARN",
    async (operation) => {
      const [detail] = await eventsOf(
        jsonCall("kms", `TrentService.${operation}`, { KeyId: "alias/vault" }),
        answered(200, {}),
      );
      expect(detail).toMatchObject({
        eventName: operation,
        readOnly: false,
        resources: [{ ARN: key }],
        requestParameters: { keyId: "alias/vault" },
      });
      expect(detail).not.toHaveProperty("errorCode");
    },
  );

  it("names a new key by its answer", async () => {
    const [detail] = await eventsOf(
      jsonCall("kms", "TrentService.CreateKey", {}),
      answered(200, { KeyMetadata: { Arn: `${key}-new` } }),
    );
    expect(detail?.["resources"]).toMatchObject([{ ARN: `${key}-new` }]);
  });

  it("is silent on reads that pass and on other errors", async () => {
    expect(await eventsOf(jsonCall("kms", "TrentService.Decrypt", {}), answered(200, {}))).toEqual([]);
    expect(await eventsOf(jsonCall("kms", "TrentService.ListKeys", {}), answered(200, {}))).toEqual([]);
    expect(
      await eventsOf(jsonCall("kms", "TrentService.Decrypt", {}), answered(400, { __type: "DisabledException" })),
    ).toEqual([]);
  });

  it("does not fail the call where the event cannot be put", async () => {
    const lines: string[] = [];
    const emulator = { json: () => Promise.reject(new Error("gone")) };
    const correction = kmsTrail({ account, clock: () => 0, emulator, log: (line) => lines.push(line) });
    const response = await correction.handle(
      jsonCall("kms", "TrentService.Decrypt", {}),
      fakeUpstream(() => denied()).forward,
    );
    expect(bodyOf(response)["__type"]).toBe("AccessDeniedException");
    expect(lines).toEqual([expect.stringContaining("no CloudTrail event for kms Decrypt: Error: gone")]);
  });
});
