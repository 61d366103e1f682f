import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { GetObjectCommand, NoSuchKey, S3Client } from "@aws-sdk/client-s3";
import type { SdkSettings } from "../aws-clients";
import { stackOutput } from "../api-address";
import type { ApiClient } from "./api-client";
import { JourneyError, must } from "./journey";

/** A bank account as a journey looks at it: its number is not in it. */
export interface BankAccountShown {
  readonly bank_account_id: string;
  readonly status: string;
  readonly last_four?: string;
  readonly blocked_reason?: string;
  readonly change_code?: string;
}

/** A transfer as far as a journey looks at it. */
export interface TransferShown {
  readonly transfer_id: string;
  readonly status: string;
  readonly detail: string;
  readonly amount_cents: number;
  readonly currency: string;
  readonly window: {
    readonly name: string;
    readonly processing_day: string;
    readonly cut_off_at: string;
    readonly effective_entry_date: string;
  };
  readonly file_id?: string;
  readonly return_code?: string;
  readonly change_code?: string;
  readonly failure_code?: string;
}

/** A file's life as `ach file ID` shows it. */
export interface FileShown {
  readonly file_id: string;
  readonly status: string;
  readonly entries: number;
  readonly bytes?: number;
  readonly sha256?: string;
  readonly saving?: { readonly planned_mills: number; readonly one_by_one_mills: number };
}

interface Total {
  readonly entries: number;
}

/** A day's reconciliation: all entries of a file by what became of them. */
export interface ReportShown {
  readonly day: string;
  readonly files: readonly {
    readonly file_id: string;
    readonly entries: number;
    readonly settled: Total;
    readonly returned: Total;
    readonly missing: Total;
  }[];
  readonly returned: readonly { readonly transfer_id: string; readonly return_code?: string }[];
}

export interface AchClientProps {
  readonly settings: SdkSettings;
  readonly outputs: Readonly<Record<string, string>>;
  readonly api: ApiClient;
}

/** Calls what the API has about bank accounts and transfers, and what operators call by hand. */
export class AchClient {
  private readonly lambda: LambdaClient;
  private readonly s3: S3Client;

  constructor(private readonly props: AchClientProps) {
    this.lambda = new LambdaClient({ ...props.settings, maxAttempts: 1 });
    this.s3 = new S3Client({ ...props.settings, forcePathStyle: true });
  }

  /** Makes a provider's account a token. */
  async register(provider: string, account: object): Promise<BankAccountShown> {
    return this.ask("POST", "/bank-accounts", 201, { provider_id: provider, ...account });
  }

  account(id: string): Promise<BankAccountShown> {
    return this.ask("GET", `/bank-accounts/${id}`, 200);
  }

  /** From now on each release to the provider is paid out to the account. */
  async payOutTo(provider: string, accountId: string): Promise<{ readonly payout_schedule: string }> {
    const body = { payout_account: accountId, payout_schedule: "on_release" };
    return this.ask("PUT", `/providers/${provider}`, 201, body);
  }

  /** The transfers of a provider. */
  async transfersOf(provider: string): Promise<readonly TransferShown[]> {
    const page = await this.ask<{ data: readonly TransferShown[] }>(
      "GET",
      `/ach-transfers?provider_id=${provider}`,
      200,
    );
    return page.data;
  }

  transfer(id: string): Promise<TransferShown> {
    return this.ask("GET", `/ach-transfers/${id}`, 200);
  }

  /** What payouts can be paid from, in cents, as `ach windows` shows it. */
  async cash(): Promise<number> {
    const shown = await this.call<{ settlement_cash_cents: number }>("batch_optimizer", { show: "windows" });
    return shown.settlement_cash_cents;
  }

  /** A file, as `ach file ID` shows it. */
  async file(id: string): Promise<FileShown> {
    return (await this.call<{ file: FileShown }>("batch_optimizer", { show: "file", file_id: id })).file;
  }

  /** Makes the report of a day by hand, again where there is one. */
  async reconcile(day: string): Promise<void> {
    await this.call("reconciler", { day });
  }

  /** The report of a day, as it lies in the bucket; nothing where there is none yet. */
  async report(day: string): Promise<ReportShown | undefined> {
    const Bucket = stackOutput(this.props.outputs, "ach_files_bucket_name");
    try {
      const { Body } = await this.s3.send(new GetObjectCommand({ Bucket, Key: reportKey(day) }));
      return JSON.parse((await Body?.transformToString()) ?? "") as ReportShown;
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  }

  close(): void {
    this.lambda.destroy();
    this.s3.destroy();
  }

  private async ask<T>(method: string, path: string, status: number, body?: object): Promise<T> {
    const answer = await this.props.api.call<T>(method, path, body && JSON.stringify(body));
    must(answer.status === status, `${method} ${path} was answered with ${answer.status}: ${answer.text}`);
    return answer.body;
  }

  private async call<T>(name: string, request: object): Promise<T> {
    const FunctionName = stackOutput(this.props.outputs, `ach_${name}_function_arn`);
    const Payload = JSON.stringify(request);
    const answer = await this.lambda.send(new InvokeCommand({ FunctionName, Payload }));
    const text = Buffer.from(answer.Payload ?? []).toString("utf8");
    if (answer.FunctionError !== undefined) throw new JourneyError(`${FunctionName} failed: ${text}`);
    return JSON.parse(text) as T;
  }
}

/** Where a day's report lies in the bucket. */
export const reportKey = (day: string): string => `reports/${day}/reconciliation.json`;
