import { CallCounter } from "../../../local/gateway/calls";
import { answerControl, isControl } from "../../../local/gateway/control";
import { Faults } from "../../../local/gateway/faults";
import type { GatewayRequest } from "../../../local/gateway/request";
import { readRequest } from "../../../local/gateway/request";
import { bodyOf, fakeUpstream, formCall, jsonCall } from "./fake-upstream";

const decrypt = jsonCall("kms", "TrentService.Decrypt", {});
const rule = {
  service: "kms",
  operation: "Decrypt",
  times: 2,
  errorCode: "ThrottlingException",
  status: 400,
  message: "slow down",
  when: "before" as const,
};

function control(method: string, path: string, body = ""): GatewayRequest {
  return readRequest({ method, url: `/_local/${path}`, headers: {}, rawHeaders: [], body: Buffer.from(body) });
}

describe("fault injection", () => {
  it("answers as many calls as the rule says, then passes on", async () => {
    const faults = new Faults();
    const { forward, requests } = fakeUpstream();
    faults.add(rule);
    for (const left of [1, 0]) {
      const response = await faults.apply(decrypt, forward);
      expect(response).toMatchObject({ status: 400, headers: { "x-amzn-errortype": "ThrottlingException" } });
      expect(faults.list().map(({ times }) => times)).toEqual(left === 0 ? [] : [left]);
    }
    expect(requests).toHaveLength(0);
    await faults.apply(decrypt, forward);
    expect(requests).toHaveLength(1);
  });

  it("leaves other operations and other services alone", async () => {
    const faults = new Faults();
    const { forward, requests } = fakeUpstream();
    faults.add(rule);
    await faults.apply(jsonCall("kms", "TrentService.Encrypt", {}), forward);
    await faults.apply(jsonCall("dynamodb", "DynamoDB_20120810.Decrypt", {}), forward);
    expect(requests).toHaveLength(2);
  });

  it("carries the call out first where only the answer is to be lost", async () => {
    const faults = new Faults();
    const { forward, requests } = fakeUpstream();
    faults.add({ ...rule, when: "after" });
    expect(await faults.apply(decrypt, forward)).toMatchObject({ status: 400 });
    expect(requests).toHaveLength(1);
  });

  it("speaks XML to a form service", async () => {
    const faults = new Faults();
    faults.add({ ...rule, service: "sns", operation: "Publish", message: "a < b" });
    const response = await faults.apply(formCall("sns", { Action: "Publish" }), fakeUpstream().forward);
    expect(response.body.toString()).toContain("<Code>ThrottlingException</Code><Message>a &lt; b</Message>");
  });
});

describe("the control endpoints", () => {
  const controls = (): { calls: CallCounter; faults: Faults } => ({ calls: new CallCounter(), faults: new Faults() });

  it("count calls by service and operation, and start anew", () => {
    const both = controls();
    both.calls.count(decrypt);
    both.calls.count(decrypt);
    expect(bodyOf(answerControl(control("GET", "calls"), both))).toEqual({ kms: { Decrypt: 2 } });
    answerControl(control("DELETE", "calls"), both);
    expect(bodyOf(answerControl(control("GET", "calls"), both))).toEqual({});
  });

  it("take a fault with its defaults, list it and remove it", () => {
    const both = controls();
    const added = answerControl(
      control("POST", "faults", '{"service":"kms","operation":"Decrypt","errorCode":"X"}'),
      both,
    );
    expect(added.status).toBe(201);
    expect(both.faults.list()).toMatchObject([{ times: 1, status: 400, when: "before" }]);
    answerControl(control("DELETE", "faults"), both);
    expect(both.faults.list()).toEqual([]);
  });

  it("refuse a fault that is no JSON, and one with a wrong or unknown member, saying which", () => {
    const both = controls();
    expect(answerControl(control("POST", "faults", "x"), both).status).toBe(400);
    const wrong = answerControl(
      control("POST", "faults", '{"service":"kms","operation":"Decrypt","errorCode":"X","times":0,"tmies":1}'),
      both,
    );
    expect(wrong.status).toBe(400);
    expect(wrong.body.toString()).toMatch(/times[\s\S]*tmies|tmies[\s\S]*times/);
    expect(both.faults.list()).toEqual([]);
  });

  it("answer an unknown path with 404", () => {
    expect(answerControl(control("GET", "unknown"), controls()).status).toBe(404);
  });

  it("are unsigned requests under /_local/ alone", () => {
    expect(isControl(control("GET", "calls"))).toBe(true);
    expect(isControl(decrypt)).toBe(false);
  });
});
