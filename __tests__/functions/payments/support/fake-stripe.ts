import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to the next requests, one each: what the network or Stripe does to them. */
export type Trouble =
  /** The work is done, its answer is lost. */
  | "lost_answer"
  /** It never arrives. */
  | "lost_request"
  /** The work is done, and the answer comes after 400 ms. */
  | "slow"
  /** Stripe fails after it began, and keeps that as its answer. */
  | 500
  /** Not begun: too many at once, or the same key is in use. */
  | 429
  | 409;

interface Intent {
  readonly id: string;
  readonly amount: number;
  readonly capture_method: string;
  readonly payment_method: string | undefined;
  readonly customer: string | undefined;
  readonly metadata: { readonly reference: string | undefined };
  status: string;
  amount_received: number;
  last_payment_error?: { readonly code: string; readonly decline_code?: string };
}

interface Refund {
  readonly id: string;
  readonly payment_intent: string;
  readonly amount: number;
  readonly metadata: { readonly reference: string | undefined };
  status: string;
}

interface Reply {
  readonly status: number;
  readonly body: object;
  /** Whether it was kept under the request's key, and is given again. */
  readonly replayed?: boolean;
}

class StripeError extends Error {
  constructor(
    readonly status: number,
    readonly fault: { readonly type: string; readonly code?: string; readonly decline_code?: string },
  ) {
    super(fault.code ?? fault.type);
  }
}

const DAY_MS = 24 * 60 * 60 * 1000;
const invalid = (code: string, status = 400) => new StripeError(status, { type: "invalid_request_error", code });

/** Stripe's HTTP API, as far as payments use it, with its idempotency: keys, saved answers, mismatched parameters. */
export class FakeStripe {
  readonly intents = new Map<string, Intent>();
  readonly refunds: Refund[] = [];
  readonly requests: string[] = [];
  readonly keys: string[] = [];
  /** Troubles of the requests to come; those of a path alone where one is named. */
  readonly troubles: Trouble[] = [];
  troublesAt = /./;
  now = 0;
  apiKey = "sk_test_1";
  private readonly saved = new Map<string, { readonly request: string; readonly reply: Reply; readonly at: number }>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  static async start(): Promise<FakeStripe> {
    const fake = new FakeStripe();
    await new Promise<void>((resolve) => {
      fake.server.listen(0, "127.0.0.1", resolve);
    });
    return fake;
  }

  get host() {
    const { port } = this.server.address() as AddressInfo;
    return { host: "127.0.0.1", port, protocol: "http" } as const;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** What was taken and not given back. */
  get netCents(): number {
    const received = [...this.intents.values()].reduce((sum, each) => sum + each.amount_received, 0);
    return received - this.refunds.reduce((sum, each) => sum + (each.status === "failed" ? 0 : each.amount), 0);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString("utf8");
    const line = `${request.method} ${request.url}`;
    this.requests.push(line);
    const trouble = this.troublesAt.test(line) ? this.troubles.shift() : undefined;
    if (trouble === "lost_request") return void request.socket.destroy();
    const key = request.headers["idempotency-key"];
    if (typeof key === "string") this.keys.push(key);
    const authorised = request.headers.authorization === `Bearer ${this.apiKey}`;
    const {
      status,
      body: answer,
      replayed = false,
    }: Reply = authorised
      ? this.once(typeof key === "string" ? key : undefined, line, body, trouble)
      : { status: 401, body: { error: { type: "invalid_request_error" } } };
    if (trouble === "lost_answer") return void request.socket.destroy();
    if (trouble === "slow") await new Promise((resolve) => setTimeout(resolve, 400));
    response.writeHead(status, {
      "content-type": "application/json",
      "request-id": "req_1",
      ...(replayed && { "idempotent-replayed": "true" }),
    });
    response.end(JSON.stringify(answer));
  }

  private once(key: string | undefined, line: string, body: string, trouble: Trouble | undefined): Reply {
    if (trouble === 429) return faulty(new StripeError(429, { type: "invalid_request_error", code: "rate_limit" }));
    if (trouble === 409) {
      return faulty(new StripeError(409, { type: "idempotency_error", code: "idempotency_key_in_use" }));
    }
    const known = key === undefined ? undefined : this.saved.get(key);
    if (known && this.now - known.at < DAY_MS) {
      if (known.request === `${line} ${body}`) return { ...known.reply, replayed: true };
      return faulty(new StripeError(400, { type: "idempotency_error" }));
    }
    const reply = trouble === 500 ? faulty(new StripeError(500, { type: "api_error" })) : this.attempt(line, body);
    // What does not pass validation was not begun, and is not kept.
    if (key !== undefined && reply.status !== 400)
      this.saved.set(key, { request: `${line} ${body}`, reply, at: this.now });
    return reply;
  }

  private attempt(line: string, body: string): Reply {
    try {
      return { status: 200, body: structuredClone(this.run(line, new URLSearchParams(body))) };
    } catch (error) {
      if (error instanceof StripeError) return faulty(error);
      throw error;
    }
  }

  private run(line: string, form: URLSearchParams): object {
    const [, method, path = "", query = ""] = /^(\w+) \/v1\/([^?]*)\??(.*)$/.exec(line) ?? [];
    const [resource, id = "", step] = path.split("/");
    if (resource === "refunds") {
      return method === "POST" ? this.refund(form) : this.listRefunds(new URLSearchParams(query));
    }
    if (method === "POST" && id === "") return this.create(form);
    const intent = this.intents.get(id);
    if (!intent) throw invalid("resource_missing", 404);
    switch (step) {
      case "confirm":
        return this.confirm(intent, form.get("error_on_requires_action") === "true");
      case "capture":
        return this.capture(intent, Number(form.get("amount_to_capture")));
      case "cancel":
        return this.cancel(intent);
      default:
        return intent;
    }
  }

  private create(form: URLSearchParams): Intent {
    const payment_method = form.get("payment_method") ?? undefined;
    if (payment_method === "pm_gone") throw invalid("resource_missing");
    const intent: Intent = {
      id: `pi_${this.intents.size + 1}`,
      amount: Number(form.get("amount")),
      capture_method: form.get("capture_method") ?? "",
      payment_method,
      customer: form.get("customer") ?? undefined,
      metadata: { reference: form.get("metadata[reference]") ?? undefined },
      status: "requires_confirmation",
      amount_received: 0,
    };
    this.intents.set(intent.id, intent);
    return intent;
  }

  private confirm(intent: Intent, mayNotWait: boolean): Intent {
    if (intent.status !== "requires_confirmation") throw invalid("payment_intent_unexpected_state");
    if (intent.payment_method === "pm_3ds") {
      // Nobody is there who could answer the bank's question.
      intent.status = mayNotWait ? "requires_payment_method" : "requires_action";
      if (!mayNotWait) return intent;
      intent.last_payment_error = { code: "authentication_required" };
      throw new StripeError(402, { type: "card_error", code: "authentication_required" });
    }
    if (intent.payment_method === "pm_declined") {
      const error = { code: "card_declined", decline_code: "insufficient_funds" };
      intent.status = "requires_payment_method";
      intent.last_payment_error = error;
      throw new StripeError(402, { type: "card_error", ...error });
    }
    if (intent.payment_method === "pm_processing") intent.status = "processing";
    else if (intent.capture_method === "manual") intent.status = "requires_capture";
    else this.take(intent, intent.amount);
    return intent;
  }

  private capture(intent: Intent, amount: number): Intent {
    if (intent.status !== "requires_capture") throw invalid("payment_intent_unexpected_state");
    this.take(intent, amount);
    return intent;
  }

  private take(intent: Intent, amount: number): void {
    intent.status = "succeeded";
    intent.amount_received = amount;
  }

  private cancel(intent: Intent): Intent {
    if (["succeeded", "canceled", "processing"].includes(intent.status))
      throw invalid("payment_intent_unexpected_state");
    intent.status = "canceled";
    return intent;
  }

  private refund(form: URLSearchParams): Refund {
    const payment_intent = form.get("payment_intent") ?? "";
    const amount = Number(form.get("amount"));
    const given = this.refunds.filter((each) => each.payment_intent === payment_intent);
    const left =
      (this.intents.get(payment_intent)?.amount_received ?? 0) - given.reduce((sum, each) => sum + each.amount, 0);
    if (amount > left) throw invalid("charge_already_refunded");
    const reference = form.get("metadata[reference]") ?? undefined;
    const refund = {
      id: `re_${this.refunds.length + 1}`,
      payment_intent,
      amount,
      metadata: { reference },
      status: "succeeded",
    };
    this.refunds.push(refund);
    return refund;
  }

  /** Newest first, two a page. */
  private listRefunds(query: URLSearchParams): object {
    const all = this.refunds.filter((each) => each.payment_intent === query.get("payment_intent")).reverse();
    const start = all.findIndex(({ id }) => id === query.get("starting_after")) + 1;
    return { object: "list", url: "/v1/refunds", data: all.slice(start, start + 2), has_more: all.length > start + 2 };
  }
}

function faulty({ status, fault }: StripeError): Reply {
  return { status, body: { error: { ...fault, message: "Refused." } } };
}
