import { emptyAnswer, jsonAnswer } from "../../../local/gateway/answers";
import { EmulatorCallError } from "../../../local/gateway/emulator-client";
import type { GatewayResponse } from "../../../local/gateway/request";
import { findFunction, invokeFunction, splitFunctionName } from "../../../local/pumps/functions";
import { fakeUpstream } from "../gateway/fake-upstream";

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:f";

describe("a function's name", () => {
  it.each([
    ["f", "f", undefined],
    ["f:live", "f", "live"],
    ["f:$LATEST", "f", "$LATEST"],
    [ARN, ARN, undefined],
    [`${ARN}:live`, ARN, "live"],
    ["123456789012:function:f:7", "123456789012:function:f", "7"],
  ])("%s is %s, with the version or alias %s", (name, base, qualifier) => {
    expect(splitFunctionName(name)).toEqual({ base, qualifier });
  });
});

describe("finding a function", () => {
  const found = () => jsonAnswer(200, { FunctionArn: `${ARN}:live`, Role: "role", Timeout: 3 });

  it("keeps the version or alias that was named, and adds none", async () => {
    const { forward, requests } = fakeUpstream(found);
    expect(await findFunction(forward, "us-east-1", "f:live")).toEqual({
      arn: `${ARN}:live`,
      roleArn: "role",
      timeoutSeconds: 3,
    });
    expect(requests[0]?.target).toBe("/2015-03-31/functions/f/configuration?Qualifier=live");
    expect(await findFunction(forward, "us-east-1", "f")).toMatchObject({ arn: ARN });
  });

  it("gives nothing where there is none, and throws where it cannot be asked", async () => {
    expect(await findFunction(fakeUpstream(() => emptyAnswer(404)).forward, "us-east-1", "f")).toBeUndefined();
    await expect(findFunction(fakeUpstream(() => emptyAnswer(400)).forward, "us-east-1", "f")).rejects.toThrow(
      EmulatorCallError,
    );
  });
});

describe("invoking a function", () => {
  const invoke = (response: GatewayResponse) =>
    invokeFunction(fakeUpstream(() => response).forward, "us-east-1", ARN, { Records: [] });
  const answer = { status: 200, headers: { "x-amz-executed-version": "7" }, body: Buffer.from("null") };

  it("tells its answer, its failure and a throttle apart", async () => {
    expect(await invoke(answer)).toEqual({ kind: "answered", payload: "null", version: "7" });
    const failed = { ...answer, headers: { "x-amz-function-error": "Unhandled" } };
    expect(await invoke(failed)).toEqual({ kind: "failed", version: "$LATEST" });
    expect(await invoke({ ...answer, status: 429 })).toEqual({ kind: "throttled" });
  });

  it("throws where there is nothing to invoke", async () => {
    await expect(invoke(jsonAnswer(404, { __type: "ResourceNotFoundException" }))).rejects.toThrow(/Invoke with 404/);
  });
});
