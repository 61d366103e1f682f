import { setTimeout as sleep } from "node:timers/promises";
import { errorAnswer } from "./answers";
import { conflictAnswer, throttleAnswer } from "./fault-answers";
import type { FaultRule } from "./fault-rule";
import type { Forward, GatewayRequest, GatewayResponse } from "./request";
import { StreamFaults } from "./stream-faults";

/** The caller of this call never gets an answer: its connection is closed. */
export class UnansweredError extends Error {
  override readonly name = "UnansweredError";
  constructor() {
    super("the call stays without an answer, by a fault rule");
  }
}

/** The rules that are in force, each until it has struck `times` times. */
export class Faults {
  #rules: FaultRule[] = [];
  readonly #streams = new StreamFaults();
  #cleared = new AbortController();

  add(rule: FaultRule): void {
    this.#rules.push({ ...rule });
  }

  /** Removes all rules; calls that are being held are let go. */
  clear(): void {
    this.#rules = [];
    this.#streams.clear();
    this.#cleared.abort();
    this.#cleared = new AbortController();
  }

  /** The rules with the times that are left. */
  list(): readonly FaultRule[] {
    return this.#rules.map((rule) => ({ ...rule }));
  }

  /** Answers by the first rule that matches, else passes on. @throws UnansweredError where the rule gives no answer. */
  async apply(request: GatewayRequest, forward: Forward): Promise<GatewayResponse> {
    const rule = this.#rules.find((candidate) => matches(candidate, request));
    if (rule === undefined) return forward(request);
    switch (rule.effect) {
      case "lag":
      case "lose":
      case "reorder":
        return this.#streams.apply(rule, request, forward, (struck) => this.#strike(rule, struck));
      case "time out":
        this.#strike(rule);
        return this.#timeOut(rule, request, forward);
      default:
        this.#strike(rule);
        if (rule.when === "after") await forward(request);
        return answerOf(rule, request);
    }
  }

  async #timeOut(
    rule: Extract<FaultRule, { effect: "time out" }>,
    request: GatewayRequest,
    forward: Forward,
  ): Promise<never> {
    const { signal } = this.#cleared;
    if (rule.when === "after") await forward(request);
    // Nobody waits for the timer but the caller: the process may end before it.
    await sleep(rule.milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
    throw new UnansweredError();
  }

  #strike(rule: FaultRule, times = 1): void {
    rule.times -= times;
    if (rule.times <= 0) this.#rules = this.#rules.filter((other) => other !== rule);
  }
}

function matches(rule: FaultRule, request: GatewayRequest): boolean {
  if (rule.service !== request.service || rule.operation !== request.operation) return false;
  return rule.contains === undefined || searchedText(request).includes(rule.contains);
}

/** Where `contains` is looked for: path and body, and what stands in the iterator of a stream, which names the table. */
function searchedText({ target, body }: GatewayRequest): string {
  const text = body.toString("utf8");
  const iterator = /"ShardIterator"\s*:\s*"([\w=-]+)"/.exec(text)?.[1] ?? "";
  return [decodeURIComponent(target), text, Buffer.from(iterator, "base64url").toString("utf8")].join("\n");
}

function answerOf(
  rule: Extract<FaultRule, { effect: "error" | "throttle" | "conflict" }>,
  request: GatewayRequest,
): GatewayResponse {
  if (rule.effect === "throttle") return throttleAnswer(request);
  if (rule.effect === "conflict") return conflictAnswer(request, rule.item);
  return errorAnswer(request, rule.status, rule.errorCode, rule.message);
}
