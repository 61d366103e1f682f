import * as z from "zod";
import { errorAnswer } from "./answers";
import type { Forward, GatewayRequest, GatewayResponse } from "./request";

/**
 * A rule of fault injection: the next `times` calls of `operation` are answered with `errorCode`; with `when: "after"` they are carried
 * out first, so that only the answer is lost.
 */
const FAULT_RULE = z.strictObject({
  service: z.string().min(1),
  operation: z.string().min(1),
  times: z.int().positive().default(1),
  errorCode: z.string().min(1),
  status: z.int().min(400).max(599).default(400),
  message: z.string().default("injected by the embedded AWS"),
  when: z.enum(["before", "after"]).default("before"),
});

/** A rule of fault injection. */
export type FaultRule = z.infer<typeof FAULT_RULE>;

/** Reads a rule, or says what is wrong with it. */
export function parseFaultRule(value: unknown): { rule: FaultRule } | { problem: string } {
  const result = FAULT_RULE.safeParse(value);
  return result.success ? { rule: result.data } : { problem: z.prettifyError(result.error) };
}

/** The rules that are in force, each until it has struck `times` times. */
export class Faults {
  #rules: FaultRule[] = [];

  add(rule: FaultRule): void {
    this.#rules.push({ ...rule });
  }

  clear(): void {
    this.#rules = [];
  }

  /** The rules with the times that are left. */
  list(): readonly FaultRule[] {
    return this.#rules.map((rule) => ({ ...rule }));
  }

  /** Answers by the first rule that matches, else passes on. */
  async apply(request: GatewayRequest, forward: Forward): Promise<GatewayResponse> {
    const rule = this.#take(request);
    if (rule === undefined) return forward(request);
    if (rule.when === "after") await forward(request);
    return errorAnswer(request, rule.status, rule.errorCode, rule.message);
  }

  #take(request: GatewayRequest): FaultRule | undefined {
    const rule = this.#rules.find(
      (candidate) => candidate.service === request.service && candidate.operation === request.operation,
    );
    if (rule === undefined) return undefined;
    rule.times -= 1;
    if (rule.times === 0) this.#rules = this.#rules.filter((other) => other !== rule);
    return rule;
  }
}
