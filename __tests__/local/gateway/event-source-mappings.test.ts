import { jsonAnswer, listIn, objectIn, parseObject, textIn } from "../../../local/gateway/answers";
import { chain } from "../../../local/gateway/correction";
import { emulatorClient } from "../../../local/gateway/emulator-client";
import type { Forward, GatewayRequest, GatewayResponse } from "../../../local/gateway/request";
import { eventSourceMappings } from "../../../local/gateway/services/event-source-mappings";
import { EventSourceMappings } from "../../../local/pumps/event-source-mappings";
import { QUEUE_ARN, STREAM_ARN, until } from "../pumps/support/parts";
import { bodyOf, restCall } from "./fake-upstream";

const PATH = "/2015-03-31/event-source-mappings/";
const TAGS = `/2017-03-31/tags/${encodeURIComponent("arn:aws:lambda:us-east-1:123456789012:event-source-mapping:")}`;

/** An emulator with a function `f` of 10 s, a queue and an empty stream, and a role that may do what is not refused. */
class FakeEmulator {
  /** Calls (`sqs SendMessage`) that the role may not make. */
  refused: readonly string[] = [];
  visibilityTimeout = "30";
  queueIsThere = true;
  messages: string[] = [];
  readonly requests: GatewayRequest[] = [];

  readonly forward: Forward = async (request) => {
    this.requests.push(request);
    const call = `${request.service} ${request.operation}`;
    const refusal = this.#refusalOf(call);
    if (refusal !== undefined) return jsonAnswer(400, { __type: refusal, message: "no" });
    return jsonAnswer(200, this.#answer(call));
  };

  /** How often the function was invoked. */
  get invocations(): number {
    return this.requests.filter(({ operation }) => operation === "Invoke").length;
  }

  #refusalOf(call: string): string | undefined {
    if (this.refused.includes(call)) return "com.amazonaws#AccessDeniedException";
    if (call.startsWith("sqs ") && !this.queueIsThere) return "com.amazonaws.sqs#QueueDoesNotExist";
    return undefined;
  }

  #answer(call: string): object {
    switch (call) {
      case "sts AssumeRole":
        return { Credentials: { AccessKeyId: "ASIA", SecretAccessKey: "secret", SessionToken: "token" } };
      case "sqs GetQueueAttributes":
        return { Attributes: { VisibilityTimeout: this.visibilityTimeout } };
      case "sqs ReceiveMessage":
        return { Messages: this.messages.splice(0).map((Body) => ({ MessageId: Body, ReceiptHandle: Body, Body })) };
      case "dynamodb DescribeStream":
        return { StreamDescription: { Shards: [{ ShardId: "shard" }] } };
      case "dynamodb GetShardIterator":
        return { ShardIterator: "0" };
      case "dynamodb GetRecords":
        return { Records: [], NextShardIterator: "0" };
      default:
        return {
          FunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:f:live",
          Role: "arn:aws:iam::123456789012:role/r",
          Timeout: 10,
        };
    }
  }
}

describe("event source mappings behind the front door", () => {
  let emulator = new FakeEmulator();
  let mappings: EventSourceMappings;
  let handle: Forward;
  let log: string[] = [];

  beforeEach(() => {
    emulator = new FakeEmulator();
    log = [];
    mappings = new EventSourceMappings({
      send: (request) => emulator.forward(request),
      emulator: emulatorClient((request) => emulator.forward(request)),
      clock: () => 1_700_000_000_000,
      log: (line) => log.push(line),
    });
    handle = chain([eventSourceMappings(mappings)], (request) => emulator.forward(request));
  });

  afterEach(() => mappings.stop());

  const create = (request: Record<string, unknown> = {}): Promise<GatewayResponse> =>
    handle(restCall("lambda", "POST", PATH, { FunctionName: "f:live", EventSourceArn: QUEUE_ARN, ...request }));
  const call = (method: string, path: string, body = {}): Promise<GatewayResponse> =>
    handle(restCall("lambda", method, path, body));
  const made = async (request: Record<string, unknown> = {}): Promise<string> =>
    textIn(bodyOf(await create(request))["UUID"]);
  const paths = (): string[] => emulator.requests.map(({ target }) => target);

  it("are kept here: the emulator hears of none", async () => {
    const uuid = await made();
    await call("GET", `${PATH}${uuid}`);
    await call("DELETE", `${PATH}${uuid}`);
    expect(paths().filter((path) => path.includes("event-source-mappings"))).toEqual([]);
  });

  it("are made, read, changed and taken away", async () => {
    const answer = await create();
    expect(answer.status).toBe(202);
    expect(bodyOf(answer)).toMatchObject({
      State: "Creating",
      FunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:f:live",
    });
    const uuid = textIn(bodyOf(answer)["UUID"]);
    expect(bodyOf(await call("GET", `${PATH}${uuid}`))).toMatchObject({ State: "Enabled", BatchSize: 10 });
    expect(bodyOf(await call("PUT", `${PATH}${uuid}`, { BatchSize: 3, Enabled: false }))).toMatchObject({
      BatchSize: 3,
    });
    expect(bodyOf(await call("GET", `${PATH}${uuid}`))).toMatchObject({ State: "Disabled", BatchSize: 3 });
    expect(bodyOf(await call("DELETE", `${PATH}${uuid}`))).toMatchObject({ State: "Deleting" });
    expect((await call("GET", `${PATH}${uuid}`)).status).toBe(404);
    expect((await call("DELETE", `${PATH}${uuid}`)).status).toBe(404);
  });

  it("are listed by source and function, in pages, for their Region", async () => {
    const queue = await made();
    const stream = await made({ EventSourceArn: STREAM_ARN, StartingPosition: "LATEST" });
    const list = async (query: string): Promise<unknown[]> =>
      listIn(bodyOf(await call("GET", `${PATH}?${query}`))["EventSourceMappings"]).map(
        (each) => objectIn(each)["UUID"],
      );
    expect(await list("")).toEqual([queue, stream]);
    expect(await list(`EventSourceArn=${encodeURIComponent(STREAM_ARN)}`)).toEqual([stream]);
    expect(await list("FunctionName=f%3Alive")).toEqual([queue, stream]);
    const first = bodyOf(await call("GET", `${PATH}?MaxItems=1`));
    expect(first["NextMarker"]).toBe("1");
    expect(await list("MaxItems=1&Marker=1")).toEqual([stream]);
    const elsewhere = { ...restCall("lambda", "GET", `${PATH}${queue}`), region: "us-west-2" };
    expect((await handle(elsewhere)).status).toBe(404);
  });

  it("are tagged by their ARN; the tags of functions are the emulator's", async () => {
    const uuid = await made({ Tags: { a: "1" } });
    await call("POST", `${TAGS}${uuid}`, { Tags: { b: "2" } });
    expect(bodyOf(await call("GET", `${TAGS}${uuid}`))).toEqual({ Tags: { a: "1", b: "2" } });
    expect((await call("DELETE", `${TAGS}${uuid}?tagKeys=a`)).status).toBe(204);
    expect(bodyOf(await call("GET", `${TAGS}${uuid}`))).toEqual({ Tags: { b: "2" } });
    const ofFunction = `/2017-03-31/tags/${encodeURIComponent("arn:aws:lambda:us-east-1:123456789012:function:f")}`;
    await call("GET", ofFunction);
    expect(paths()).toContain(ofFunction);
  });

  it("read their source once they are woken, and invoke the function by the alias that they name", async () => {
    await made();
    await until(() => emulator.requests.filter(({ operation }) => operation === "ReceiveMessage").length === 2);
    emulator.messages = ["1"];
    mappings.wake(["arn:aws:sqs:us-east-1:123456789012:other"]);
    expect(emulator.invocations).toBe(0);
    mappings.wake([QUEUE_ARN]);
    await until(() => emulator.invocations === 1);
    const invoked = emulator.requests.find(({ operation }) => operation === "Invoke");
    expect(decodeURIComponent(invoked?.target ?? "")).toBe(
      "/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f:live/invocations",
    );
    expect(objectIn(listIn(parseObject(invoked?.body ?? "")["Records"])[0])).toMatchObject({ body: "1" });
  });

  it("read under the function's role, by a signed call", async () => {
    await made();
    const receive = emulator.requests.find(({ operation }) => operation === "ReceiveMessage");
    expect(receive?.accessKeyId).toBe("ASIA");
    expect(receive?.headers["x-amz-security-token"]).toBe("token");
    expect(receive?.headers.authorization).toMatch(/Signature=[0-9a-f]{64}$/);
  });

  it("read no more once they are taken away", async () => {
    const uuid = await made();
    await call("DELETE", `${PATH}${uuid}`);
    emulator.messages = ["1"];
    mappings.wake([QUEUE_ARN]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(emulator.invocations).toBe(0);
  });

  it("tell in the log, once, what keeps them from reading", async () => {
    const uuid = await made();
    await until(() => emulator.requests.filter(({ operation }) => operation === "ReceiveMessage").length === 2);
    emulator.refused = ["sqs ReceiveMessage"];
    mappings.wake([QUEUE_ARN]);
    await until(() => log.length > 0);
    expect(log[0]).toMatch(/:orders to .*:function:f:live: PROBLEM: .*AccessDeniedException/);
    expect(textIn(bodyOf(await call("GET", `${PATH}${uuid}`))["LastProcessingResult"])).toMatch(/^PROBLEM: /);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(log).toHaveLength(1);
  });

  it.each(["GetQueueAttributes", "ReceiveMessage", "DeleteMessage"])(
    "of a queue are refused where the role may not call %s",
    async (operation) => {
      emulator.refused = [`sqs ${operation}`];
      const answer = await create();
      expect(answer).toMatchObject({ status: 400, headers: { "x-amzn-errortype": "InvalidParameterValueException" } });
      expect(answer.body.toString()).toContain(`does not have permissions to call ${operation} on SQS`);
    },
  );

  it.each(["DescribeStream", "GetShardIterator", "GetRecords"])(
    "of a stream are refused where the role may not call %s",
    async (operation) => {
      emulator.refused = [`dynamodb ${operation}`];
      const answer = await create({ EventSourceArn: STREAM_ARN, StartingPosition: "LATEST" });
      expect(answer.status).toBe(400);
      expect(answer.body.toString()).toContain("Please ensure the role can perform the GetRecords");
    },
  );

  it("are refused where the role may not tell the failure destination", async () => {
    emulator.refused = ["sqs SendMessage"];
    const DestinationConfig = { OnFailure: { Destination: QUEUE_ARN } };
    const answer = await create({ EventSourceArn: STREAM_ARN, StartingPosition: "LATEST", DestinationConfig });
    expect(answer.body.toString()).toContain("does not have permissions to call SendMessage on SQS");
  });

  it("are refused for a queue that is not there, and one whose messages come back before the function's time is over", async () => {
    emulator.visibilityTimeout = "5";
    expect((await create()).body.toString()).toContain(
      "Queue visibility timeout: 5 seconds is less than Function timeout: 10 seconds",
    );
    emulator.queueIsThere = false;
    expect((await create()).body.toString()).toContain("does not exist");
  });

  it("are refused a second time for the same source and function, naming the first", async () => {
    const uuid = await made();
    const answer = await create();
    expect(answer).toMatchObject({ status: 409, headers: { "x-amzn-errortype": "ResourceConflictException" } });
    expect(answer.body.toString()).toContain(uuid);
  });

  it("pass other calls of Lambda on", async () => {
    await call("GET", "/2015-03-31/functions/f");
    expect(paths()).toEqual(["/2015-03-31/functions/f"]);
  });
});
