import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { SdkSettings } from "../aws-clients";
import { JourneyError } from "./journey";

/** A fault that the caller can mend. */
export interface Fault {
  readonly code: string;
  readonly param: string;
  readonly message: string;
}
export type Answer<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly errors: readonly Fault[] };

export interface TokenisedCard {
  readonly token: string;
  readonly created: boolean;
  readonly card: {
    readonly brand: string;
    readonly bin?: string;
    readonly lastFour: string;
    readonly expMonth: number;
    readonly expYear: number;
  };
  readonly verification?: { readonly outcome: string; readonly code: string };
}

/** Calls the vault's functions by the ARNs of the stack's outputs. */
export class VaultClient {
  private readonly lambda: LambdaClient;

  constructor(
    settings: SdkSettings,
    private readonly outputs: Readonly<Record<string, string>>,
  ) {
    this.lambda = new LambdaClient({ ...settings, maxAttempts: 1 });
  }

  tokenise(request: {
    customerId: string;
    card: { number: string; expMonth: number; expYear: number; cvc?: string };
  }): Promise<Answer<TokenisedCard>> {
    return this.call("tokenise_function_arn", request);
  }

  detokenise(request: {
    token: string;
    customerId: string;
    reason: string;
    requestedBy: string;
  }): Promise<Answer<{ number: string }>> {
    return this.call("detokenise_function_arn", request);
  }

  railEgress(request: {
    token: string;
    customerId: string;
    operation: "charge";
    reference: string;
    amountCents: number;
    currency: string;
    capture: boolean;
  }): Promise<Answer<{ outcome: string; code: string }>> {
    return this.call("rail_egress_function_arn", request);
  }

  reEncrypt(request: {
    job: string;
    kind: "data-keys" | "fingerprints";
    pageSize?: number;
    maxPages?: number;
  }): Promise<Answer<{ scanned: number; changed: number; unchanged: number; failed: number; done: boolean }>> {
    return this.call("re_encrypt_function_arn", request);
  }

  close(): void {
    this.lambda.destroy();
  }

  private async call<T>(output: string, request: unknown): Promise<Answer<T>> {
    const arn = this.outputs[output];
    if (arn === undefined) throw new JourneyError(`the stack has no output ${output}`);
    const { Payload, FunctionError } = await this.lambda.send(
      new InvokeCommand({ FunctionName: arn, Payload: JSON.stringify(request) }),
    );
    const text = Buffer.from(Payload ?? []).toString("utf8");
    if (FunctionError !== undefined) throw new JourneyError(`${arn} failed: ${text}`);
    return JSON.parse(text) as Answer<T>;
  }
}
