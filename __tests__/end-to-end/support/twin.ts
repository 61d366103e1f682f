/** A function with the code, role and environment of a deployed one, but cold: nothing is cached, so every permission is needed. */
import { CloudWatchLogsClient, paginateFilterLogEvents } from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from "@aws-sdk/client-lambda";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { randomUUID } from "node:crypto";
import { type Platform, settingsOf } from "./platform";

/** What an invocation gave: the payload, or the error that the function ended with. */
export type Outcome = { readonly payload: unknown } | { readonly errorType: string; readonly errorMessage: string };

/** Makes the variables that differ from the original's. */
export type Changed = (variables: Readonly<Record<string, string>>) => Record<string, string>;

export class Twins {
  private readonly lambda: LambdaClient;
  private readonly s3: S3Client;
  private readonly logs: CloudWatchLogsClient;

  constructor(private readonly platform: Platform) {
    this.lambda = new LambdaClient({ ...settingsOf(platform), maxAttempts: 1 });
    this.logs = new CloudWatchLogsClient(settingsOf(platform));
    this.s3 = new S3Client({ ...settingsOf(platform), forcePathStyle: true });
  }

  /**
   * Makes a twin of `functionName`, whose entry is `entry`, sends it the events one after the other until one fails, and takes it away.
   * @param changed makes the variables that differ from the original's.
   */
  async run(
    functionName: string,
    entry: string,
    events: readonly unknown[],
    changed: Changed = () => ({}),
  ): Promise<readonly Outcome[]> {
    return (await this.runAndRead(functionName, entry, events, changed)).outcomes;
  }

  /** As `run`, with all that the twin has logged. */
  async runAndRead(
    functionName: string,
    entry: string,
    events: readonly unknown[],
    changed: Changed = () => ({}),
  ): Promise<{ readonly outcomes: readonly Outcome[]; readonly log: string }> {
    const original = await this.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: functionName }));
    const variables = original.Environment?.Variables ?? {};
    const twin = `twin-${randomUUID().slice(0, 8)}`;
    await this.lambda.send(
      new CreateFunctionCommand({
        FunctionName: twin,
        Role: original.Role,
        Runtime: original.Runtime,
        Handler: original.Handler,
        Timeout: original.Timeout,
        Architectures: original.Architectures,
        Environment: { Variables: { ...variables, ...changed(variables) } },
        Code: await this.codeOf(entry),
      }),
    );
    try {
      await waitUntilFunctionActiveV2(
        { client: this.lambda, maxWaitTime: 30, minDelay: 0.1, maxDelay: 1 },
        { FunctionName: twin },
      );
      const outcomes: Outcome[] = [];
      for (const event of events) {
        outcomes.push(await this.invoke(twin, event));
        if ("errorType" in (outcomes.at(-1) ?? {})) break;
      }
      return { outcomes, log: await this.logOf(twin) };
    } finally {
      await this.lambda.send(new DeleteFunctionCommand({ FunctionName: twin }));
    }
  }

  close(): void {
    this.lambda.destroy();
    this.s3.destroy();
    this.logs.destroy();
  }

  private async logOf(functionName: string): Promise<string> {
    const lines: string[] = [];
    const logGroupName = `/aws/lambda/${functionName}`;
    for await (const { events = [] } of paginateFilterLogEvents({ client: this.logs }, { logGroupName }))
      lines.push(...events.map(({ message = "" }) => message));
    return lines.join("\n");
  }

  private async codeOf(entry: string): Promise<{ S3Bucket: string; S3Key: string }> {
    const S3Bucket = `lambda-code-local-${this.platform.account}`;
    const { Contents = [] } = await this.s3.send(
      new ListObjectsV2Command({ Bucket: S3Bucket, Prefix: `functions/${entry}/` }),
    );
    const S3Key = Contents[0]?.Key;
    if (S3Key === undefined) throw new Error(`no code of ${entry} in ${S3Bucket}`);
    return { S3Bucket, S3Key };
  }

  private async invoke(functionName: string, event: unknown): Promise<Outcome> {
    const { Payload, FunctionError } = await this.lambda.send(
      new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event) }),
    );
    const answer: unknown = JSON.parse(Buffer.from(Payload ?? []).toString("utf8"));
    return FunctionError === undefined ? { payload: answer } : (answer as { errorType: string; errorMessage: string });
  }
}
