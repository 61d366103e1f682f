import { isSuccess, listIn, parseObject, textIn, withBody } from "./answers";
import type { FaultRule } from "./fault-rule";
import type { Forward, GatewayRequest, GatewayResponse } from "./request";

type StreamFaultRule = Extract<FaultRule, { effect: "lag" | "lose" | "reorder" }>;

/** What reading a DynamoDB stream meets by rules: records that come late, not at all, or in another order. */
export class StreamFaults {
  /** When (`performance.now()`) the records at an iterator are given, by its place in the stream. */
  readonly #held = new Map<string, number>();

  clear(): void {
    this.#held.clear();
  }

  /** @param strike hears how often the rule struck. */
  async apply(
    rule: StreamFaultRule,
    request: GatewayRequest,
    forward: Forward,
    strike: (times: number) => void,
  ): Promise<GatewayResponse> {
    const response = await forward(request);
    const answer = parseObject(response.body);
    const records = listIn(answer["Records"]);
    if (!isSuccess(response) || records.length === 0) return response;
    const withRecords = (changed: readonly unknown[]): GatewayResponse =>
      withBody(response, JSON.stringify({ ...answer, Records: changed }));

    if (rule.effect === "lose") {
      const lost = Math.min(rule.times, records.length);
      strike(lost);
      return withRecords(records.slice(lost));
    }
    if (rule.effect === "reorder") {
      if (records.length === 1) return response;
      strike(1);
      return withRecords(records.toReversed());
    }
    const iterator = textIn(parseObject(request.body)["ShardIterator"]);
    const place = placeOf(iterator);
    const until = this.#held.get(place) ?? performance.now() + rule.milliseconds;
    if (performance.now() < until) {
      this.#held.set(place, until);
      return withBody(response, JSON.stringify({ Records: [], NextShardIterator: iterator }));
    }
    this.#held.delete(place);
    strike(1);
    return response;
  }
}

/** An iterator's place in its stream: two iterators of one place differ in the moment they were given. */
function placeOf(iterator: string): string {
  const { arn, p } = parseObject(Buffer.from(iterator, "base64url"));
  return `${textIn(arn)} ${String(p)}`;
}
