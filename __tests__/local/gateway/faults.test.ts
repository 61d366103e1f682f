import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { jsonAnswer, listIn, parseObject } from "../../../local/gateway/answers";
import { CallCounter } from "../../../local/gateway/calls";
import { answerControl, type Controls, isControl } from "../../../local/gateway/control";
import { type FaultRule, parseFaultRule } from "../../../local/gateway/fault-rule";
import { Faults, UnansweredError } from "../../../local/gateway/faults";
import { MovedClock } from "../../../local/gateway/moved-clock";
import type { Forward, GatewayRequest } from "../../../local/gateway/request";
import { readRequest } from "../../../local/gateway/request";
import { temporaryFolder } from "../../tools/temporary-folder";
import { bodyOf, fakeUpstream, formCall, jsonCall, restCall } from "./fake-upstream";

const decrypt = jsonCall("kms", "TrentService.Decrypt", {});
const rule = {
  effect: "error" as const,
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

/** A rule as the control endpoint reads it. */
function ruleOf(value: object): FaultRule {
  const parsed = parseFaultRule(value);
  if ("problem" in parsed) throw new Error(parsed.problem);
  return parsed.rule;
}

describe("whom a fault strikes", () => {
  const invoke = (name: string): GatewayRequest =>
    restCall("lambda", "POST", `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`);
  const put = (TableName: string): GatewayRequest => jsonCall("dynamodb", "DynamoDB_20120810.PutItem", { TableName });
  const read = (arn: string): GatewayRequest =>
    jsonCall("dynamodb", "DynamoDBStreams_20120810.GetRecords", {
      ShardIterator: Buffer.from(JSON.stringify({ t: "table", arn })).toString("base64url"),
    });

  it.each([
    ["in the body", put("payments-local"), put("escrow-local"), "payments"],
    ["in the path, decoded", invoke("arn:aws:f:payments"), invoke("arn:aws:f:escrow"), "f:payments"],
    ["in a stream's iterator", read("table/payments/stream"), read("table/escrow/stream"), "table/payments/"],
  ])("is who has the rule's text %s", async (_, struck, spared, contains) => {
    const faults = new Faults();
    const { forward, requests } = fakeUpstream();
    const { service, operation } = struck;
    faults.add(ruleOf({ service, operation, contains, errorCode: "X" }));
    await faults.apply(spared, forward);
    expect(requests).toHaveLength(1);
    expect(await faults.apply(struck, forward)).toMatchObject({ status: 400 });
    expect(requests).toHaveLength(1);
  });
});

describe("the effects of faults", () => {
  const transaction = jsonCall("dynamodb", "DynamoDB_20120810.TransactWriteItems", { TransactItems: [{}, {}, {}] });

  it.each([
    [jsonCall("dynamodb", "DynamoDB_20120810.PutItem", {}), 400, "ProvisionedThroughputExceededException"],
    [restCall("lambda", "POST", "/2015-03-31/functions/f/invocations"), 429, "TooManyRequestsException"],
    [decrypt, 400, "ThrottlingException"],
  ])("throttle in the service's own words", async (request, status, code) => {
    const faults = new Faults();
    const { service, operation } = request;
    faults.add(ruleOf({ service, operation, effect: "throttle" }));
    const answer = await faults.apply(request, fakeUpstream().forward);
    expect(answer).toMatchObject({ status, headers: { "x-amzn-errortype": code } });
  });

  it("cancel a transaction for the item that another has, the others having no reason", async () => {
    const faults = new Faults();
    faults.add(ruleOf({ service: "dynamodb", operation: "TransactWriteItems", effect: "conflict", item: 1 }));
    const answer = await faults.apply(transaction, fakeUpstream().forward);
    expect(answer.status).toBe(400);
    expect(bodyOf(answer)).toMatchObject({
      __type: expect.stringMatching(/#TransactionCanceledException$/),
      CancellationReasons: [{ Code: "None" }, { Code: "TransactionConflict" }, { Code: "None" }],
    });
  });

  it("refuse a single write for a transaction that is under way", async () => {
    const faults = new Faults();
    faults.add(ruleOf({ service: "dynamodb", operation: "PutItem", effect: "conflict" }));
    const answer = await faults.apply(jsonCall("dynamodb", "DynamoDB_20120810.PutItem", {}), fakeUpstream().forward);
    expect(answer).toMatchObject({ status: 400, headers: { "x-amzn-errortype": "TransactionConflictException" } });
  });

  it.each([
    ["before", 0],
    ["after", 1],
  ])("leave a call without an answer, %s it was carried out", async (when, carriedOut) => {
    const faults = new Faults();
    const { forward, requests } = fakeUpstream();
    const { service, operation } = transaction;
    faults.add(ruleOf({ service, operation, effect: "time out", when, milliseconds: 30 }));
    const started = performance.now();
    await expect(faults.apply(transaction, forward)).rejects.toThrow(UnansweredError);
    expect(performance.now() - started).toBeGreaterThan(25);
    expect(requests).toHaveLength(carriedOut);
  });

  it("let go of what they hold when the rules are removed", async () => {
    const faults = new Faults();
    const { service, operation } = transaction;
    faults.add(ruleOf({ service, operation, effect: "time out", milliseconds: 3_600_000 }));
    const held = faults.apply(transaction, fakeUpstream().forward);
    await sleep(5);
    faults.clear();
    await expect(held).rejects.toThrow(UnansweredError);
  });

  it.each([
    ["an effect that there is not", { effect: "explode" }, /effect/],
    ["an error without its code", { effect: "error" }, /errorCode/],
    ["a conflict of what has none", { effect: "conflict" }, /operation/],
    ["a lag of what is no stream", { effect: "lag", milliseconds: 5 }, /operation/],
    ["a lag of no length", { service: "dynamodb", operation: "GetRecords", effect: "lag" }, /milliseconds/],
  ])("are refused for %s", (_, wrong, why) => {
    const parsed = parseFaultRule({ service: "kms", operation: "Decrypt", ...wrong });
    expect("problem" in parsed ? parsed.problem : "taken").toMatch(why);
  });
});

describe("faults of streams", () => {
  const SHARD = { arn: "arn:aws:dynamodb:us-east-1:1:table/t/stream/s", p: 3 };
  const iteratorOf = (issued: number): string =>
    Buffer.from(JSON.stringify({ ...SHARD, i: issued })).toString("base64url");
  const reading = (issued = 0): GatewayRequest =>
    jsonCall("dynamodb", "DynamoDBStreams_20120810.GetRecords", { ShardIterator: iteratorOf(issued) });
  const records = (...names: readonly string[]) =>
    fakeUpstream(() => jsonAnswer(200, { Records: names, NextShardIterator: "next" })).forward;
  const stream = { service: "dynamodb", operation: "GetRecords" };
  const read = async (faults: Faults, forward: Forward, issued = 0): Promise<readonly unknown[]> =>
    listIn(parseObject((await faults.apply(reading(issued), forward)).body)["Records"]);

  it("lose the next records, and no more", async () => {
    const faults = new Faults();
    faults.add(ruleOf({ ...stream, effect: "lose", times: 3 }));
    expect(await read(faults, records("1", "2"))).toEqual([]);
    expect(await read(faults, records("3", "4"))).toEqual(["4"]);
    expect(await read(faults, records("5"))).toEqual(["5"]);
  });

  it("turn round the next read of more than one record", async () => {
    const faults = new Faults();
    faults.add(ruleOf({ ...stream, effect: "reorder" }));
    expect(await read(faults, records("1"))).toEqual(["1"]);
    expect(await read(faults, records("2", "3"))).toEqual(["3", "2"]);
    expect(await read(faults, records("4", "5"))).toEqual(["4", "5"]);
  });

  it("hold records back for their time, whichever iterator of their place asks", async () => {
    const faults = new Faults();
    faults.add(ruleOf({ ...stream, effect: "lag", milliseconds: 40 }));
    const held = await faults.apply(reading(1), records("1"));
    expect(bodyOf(held)).toEqual({ Records: [], NextShardIterator: iteratorOf(1) });
    await sleep(45);
    expect(await read(faults, records("1"), 2)).toEqual(["1"]);
    expect(faults.list()).toEqual([]);
  });

  it("wait for records: a read that has none is not struck", async () => {
    const faults = new Faults();
    faults.add(ruleOf({ ...stream, effect: "lose" }));
    await read(faults, records());
    expect(faults.list()).toHaveLength(1);
  });
});

describe("the control endpoints", () => {
  const folder = temporaryFolder();
  const controls = (): Controls => ({
    calls: new CallCounter(),
    faults: new Faults(),
    clock: new MovedClock(() => 0, path.join(folder(), "clock")),
  });

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

  it("show the clock, move it and take it back", () => {
    const all = controls();
    const ask = (method: string, body?: string) => bodyOf(answerControl(control(method, "clock", body), all));
    expect(ask("POST", '{"forwardMs":5000}')).toEqual({ now: "1970-01-01T00:00:05.000Z", aheadMs: 5000 });
    expect(ask("GET")).toEqual({ now: "1970-01-01T00:00:05.000Z", aheadMs: 5000 });
    expect(ask("DELETE")).toMatchObject({ aheadMs: 0 });
    expect(answerControl(control("POST", "clock", "later"), all).status).toBe(400);
  });

  it("answer an unknown path with 404", () => {
    expect(answerControl(control("GET", "unknown"), controls()).status).toBe(404);
  });

  it("are unsigned requests under /_local/ alone", () => {
    expect(isControl(control("GET", "calls"))).toBe(true);
    expect(isControl(decrypt)).toBe(false);
  });
});
