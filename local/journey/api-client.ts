import type { ApiAddress } from "../api-address";
import { readCurl } from "./curl";
import { type DocumentedCall, forReader } from "./documented-calls";
import { type HttpCall, send } from "./http";

/** A payment as far as a journey looks at it. */
export interface PaymentShown {
  readonly payment_id: string;
  readonly status: string;
  readonly detail?: string;
  readonly amount_cents: number;
  readonly currency: string;
  readonly customer_id: string;
  readonly captured_amount_cents: number;
  readonly refunded_amount_cents: number;
  readonly fraud_score: number;
  readonly failure_code?: string;
}

export interface RefundShown {
  readonly refund_id: string;
  readonly status: string;
  readonly amount_cents: number;
  readonly payment: PaymentShown;
}

/** RFC 9457. */
export interface ProblemShown {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

/** What the API answered; the body is what the caller expects it to be where the status says so. */
export interface Answered<T> {
  readonly status: number;
  readonly body: T;
  /** As it came. */
  readonly text: string;
}

/** Calls the platform's REST API as its users do. */
export class ApiClient {
  constructor(
    readonly address: ApiAddress,
    private readonly endpoint: string,
  ) {}

  /**
   * @param path below the stage, such as `/payments`
   * @param body JSON text, so that amounts are sent digit by digit
   */
  call<T>(
    method: string,
    path: string,
    body?: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answered<T>> {
    const { url, key } = this.address;
    return this.send<T>({
      method,
      url: `${url}${path}`,
      headers: { "x-api-key": key, ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      body,
    });
  }

  /** Sends a call of the documents as written. */
  documented<T>(call: DocumentedCall): Promise<Answered<T>> {
    return this.send<T>(readCurl(forReader(call, this.address)));
  }

  payment(id: string): Promise<Answered<PaymentShown>> {
    return this.call("GET", `/payments/${id}`);
  }

  private async send<T>(call: HttpCall): Promise<Answered<T>> {
    const { status, body: text } = await send(call, this.endpoint);
    return { status, text, body: (text === "" ? undefined : JSON.parse(text)) as T };
  }
}
