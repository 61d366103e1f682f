import fc from "fast-check";
import { randomUUID } from "node:crypto";
import type { GatewayRequest, GatewayResponse } from "../../../local/gateway/request";
import { CallWatch } from "../../../tools/bench/call-watch";
import { callsOf, renamed, UnknownCallError } from "../../../tools/bench/payment-worker/recording";
import { payerAt } from "../../../tools/bench/payment-worker/subject";
import type { Took } from "../../../tools/bench/payment-worker/messages";
import { paymentFigures } from "../../../tools/bench/payments-figures";

const UUID = "0190d5a2-7b1c-7c3e-9a54-0c6f5d2e8b11";
const OTHER = "0190d5a2-7b1c-7c3e-9a54-0c6f5d2e8b22";
const payer = { customerId: `cus_${OTHER}`, token: `tok_${OTHER}`, street: "2 Main Street" };

function request(operation: string, body = "{}"): GatewayRequest {
  const wire = { method: "POST", target: "/", headers: {}, rawHeaders: [], body: Buffer.from(body) };
  return { ...wire, service: "dynamodb", operation, region: "us-east-1", accessKeyId: "test" };
}

const answer: GatewayResponse = { status: 200, headers: {}, body: Buffer.from("{}") };

describe("the watch over a front door", () => {
  const handled: string[] = [];
  const watch = new CallWatch();
  const handle = watch.around(async ({ operation }) => {
    handled.push(operation);
    return answer;
  });

  it("counts what comes together as one round trip, and what waits for it as another", async () => {
    const work = async (): Promise<void> => {
      await Promise.all([handle(request("GetItem")), handle(request("GetItem"))]);
      await handle(request("TransactWriteItems", '{"a":1}'));
    };
    const { calls, phases } = await watch.during(work, 5);
    expect(phases).toBe(2);
    expect(calls.map(({ operation, body }) => [operation, body])).toEqual([
      ["GetItem", "{}"],
      ["GetItem", "{}"],
      ["TransactWriteItems", '{"a":1}'],
    ]);
  });

  it("lets calls through unseen while nobody watches, and begins anew each time", async () => {
    handled.length = 0;
    expect(await handle(request("GetItem"))).toBe(answer);
    expect(handled).toEqual(["GetItem"]);
    expect(await watch.during(() => Promise.resolve(), 0)).toEqual({ calls: [], phases: 0 });
  });

  it("does not count a call as under way that has failed", async () => {
    const failing = watch.around(() => Promise.reject(new RangeError("no")));
    const work = async (): Promise<void> => {
      await expect(failing(request("GetItem"))).rejects.toThrow(RangeError);
      await handle(request("GetItem"));
    };
    expect((await watch.during(work, 0)).phases).toBe(2);
  });
});

describe("a recorded payment as that of another payer", () => {
  it("has other ids, each the same wherever it stands, and the same provider", () => {
    const body = JSON.stringify({
      pk: `PAYMENT#pay_${UUID}`,
      of: `pay_${UUID}/charge/1`,
      event: `evt_${UUID}`,
      customer: `cus_${UUID}`,
      card: `tok_${UUID}`,
      provider: `pro_${UUID}`,
    });
    const made = ["11111111-1111-7111-8111-111111111111", "22222222-2222-7222-8222-222222222222"];
    const [first, second] = renamed(
      [
        { operation: "GetItem", body },
        { operation: "GetItem", body },
      ],
      payer,
      () => {
        return made.shift() ?? "";
      },
    );
    expect(JSON.parse(first!.body)).toEqual({
      pk: "PAYMENT#pay_11111111-1111-7111-8111-111111111111",
      of: "pay_11111111-1111-7111-8111-111111111111/charge/1",
      event: "evt_22222222-2222-7222-8222-222222222222",
      customer: payer.customerId,
      card: payer.token,
      provider: `pro_${UUID}`,
    });
    expect(second).toEqual(first);
  });

  it("is as long as it was", () => {
    const prefix = fc.constantFrom("pay", "evt", "esc", "cus", "tok", "pro");
    const id = fc.tuple(prefix, fc.uuid()).map(([of, uuid]) => `${of}_${uuid}`);
    const address = fc.stringMatching(/^[A-Za-z0-9_-]{43}$/).map((text) => `adr_${text}`);
    fc.assert(
      fc.property(fc.array(fc.oneof(id, address)), (ids) => {
        const recording = [{ operation: "GetItem", body: JSON.stringify(ids) }];
        const [only] = renamed(recording, payer, randomUUID);
        expect(only!.body).toHaveLength(recording[0]!.body.length);
      }),
    );
  });

  it("becomes the SDK's reads and transactions, without the tokens of those that were made", () => {
    const recording = [
      { operation: "GetItem", body: '{"TableName":"t"}' },
      { operation: "TransactWriteItems", body: '{"TransactItems":[],"ClientRequestToken":"x"}' },
    ];
    expect(callsOf(recording)).toEqual({ reads: [{ TableName: "t" }], transactions: [{ TransactItems: [] }] });
  });

  it("is refused where it makes any other call", () => {
    expect(() => callsOf([{ operation: "PutItem", body: "{}" }])).toThrow(UnknownCallError);
  });
});

describe("those who pay", () => {
  it("take turns", () => {
    const other = { ...payer, street: "3 Main Street" };
    expect([0, 1, 2].map((place) => payerAt([payer, other], place))).toEqual([payer, other, payer]);
    expect(() => payerAt([], 0)).toThrow(RangeError);
  });
});

describe("the figures of payments", () => {
  const took = (wallMs: number, cpuMs: number): Took => ({ wallMs, cpuMs, eachMs: [10, 20], railCalls: 2 });
  const rounds = (wallMs: number, cpuMs: number) => ({ one: [took(wallMs, cpuMs)], several: [took(wallMs, cpuMs)] });
  const call = (service: string) => ({ service, operation: "GetItem", body: "{}" });
  const seen = {
    watched: { calls: [call("dynamodb"), call("dynamodb")], phases: 6 },
    railCalls: 2,
    payments: 2,
    callers: 8,
  };
  const { figures } = paymentFigures({ processor: rounds(200, 28), floor: rounds(160, 20) }, seen);
  const figure = (what: string) => figures.find((each) => each.what === what);

  it("are payments a second, and the share of the bare calls' rate", () => {
    expect(figure("processor, one caller: payments")).toMatchObject({ value: 10, unit: "a second" });
    expect(figure("bare calls, 8 callers: payments")?.value).toBe(12.5);
    const share = figure("processor against bare calls, one caller: rate");
    expect(share).toMatchObject({ value: 0.8, goal: { rule: "at least", value: 0.8 } });
  });

  it("are CPU a payment, and how many times that of the bare calls", () => {
    expect(figure("processor: CPU a payment")).toMatchObject({ value: 14, unit: "ms" });
    const times = figure("processor against bare calls: CPU");
    expect(times).toMatchObject({ value: 1.4, goal: { rule: "at most", value: 1.4 } });
  });

  it("are calls and round trips a payment, the rail's among them", () => {
    expect(figure("round trips one after the other, the rail's among them")?.value).toBe(4);
    expect(figure("calls of DynamoDB a payment")?.value).toBe(1);
    expect(figure("calls of KMS a payment")?.value).toBe(0);
  });

  it("are the quantiles of single payments", () => {
    expect(figure("processor, one caller: p50")?.value).toBe(15);
  });
});
