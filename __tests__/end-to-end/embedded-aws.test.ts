import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { setTimeout as sleep } from "node:timers/promises";
import {
  account,
  afterwards,
  alarmIn,
  cleanUpAll,
  cloudWatch,
  dynamoDb,
  endpoint,
  events,
  eventually,
  invoke,
  kms,
  kmsUnderRole,
  makeFunction,
  makeKey,
  makeQueue,
  makeRule,
  nextMessage,
  putAlarm,
  region,
  sns,
  unique,
} from "../local/support/aws";

afterAll(cleanUpAll);

describe("the embedded AWS's front door", () => {
  it("counts calls by service and operation", async () => {
    const key = await makeKey();
    const count = async (): Promise<number> => {
      const counts = (await (await fetch(`${endpoint}/_local/calls`)).json()) as Record<string, Record<string, number>>;
      return counts["kms"]?.["DescribeKey"] ?? 0;
    };
    const before = await count();
    await kms.describeKey({ KeyId: key });
    expect(await count()).toBe(before + 1);
  });

  it("answers the next call by an injected fault, and the one after by the emulator", async () => {
    const key = await makeKey();
    const rule = { service: "kms", operation: "DescribeKey", times: 1, errorCode: "ThrottlingException" };
    const added = await fetch(`${endpoint}/_local/faults`, { method: "POST", body: JSON.stringify(rule) });
    expect(added.status).toBe(201);
    await expect(kms.describeKey({ KeyId: key })).rejects.toMatchObject({
      name: "ThrottlingException",
    });
    await expect(kms.describeKey({ KeyId: key })).resolves.toMatchObject({
      KeyMetadata: { Arn: key },
    });
  });

  it("refuses a service that it does not serve, naming service and operation", async () => {
    const authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/frauddetector/aws4_request, SignedHeaders=host, Signature=0`;
    const headers = {
      authorization,
      "x-amz-target": "AWSHawksNestServiceFacade.GetEventPrediction",
      "content-type": "application/x-amz-json-1.1",
    };
    const answer = await fetch(endpoint, { method: "POST", headers, body: "{}" });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("does not serve frauddetector (GetEventPrediction)");
  });
});

describe("IAM and KMS in the embedded AWS", () => {
  it("evaluates kms:EncryptionContext conditions: the context named passes, another and none are refused", async () => {
    const key = await makeKey();
    const condition = { StringEquals: { "kms:EncryptionContext:purpose": "tokenise" } };
    const { client } = await kmsUnderRole([
      { Effect: "Allow", Action: "kms:Encrypt", Resource: key, Condition: condition },
    ]);
    const encrypt = (context?: Record<string, string>): Promise<unknown> =>
      client.encrypt({ KeyId: key, Plaintext: Buffer.from("x"), EncryptionContext: context });
    await expect(encrypt({ purpose: "tokenise" })).resolves.toBeDefined();
    await expect(encrypt({ purpose: "other" })).rejects.toMatchObject({ name: "AccessDeniedException" });
    await expect(encrypt()).rejects.toMatchObject({ name: "AccessDeniedException" });
  });

  it("evaluates kms:EncryptionContextKeys: a context without the key is refused", async () => {
    const key = await makeKey();
    const condition = { "ForAnyValue:StringEquals": { "kms:EncryptionContextKeys": ["customer"] } };
    const { client } = await kmsUnderRole([
      { Effect: "Allow", Action: "kms:Encrypt", Resource: key, Condition: condition },
    ]);
    const encrypt = (context: Record<string, string>): Promise<unknown> =>
      client.encrypt({ KeyId: key, Plaintext: Buffer.from("x"), EncryptionContext: context });
    await expect(encrypt({ customer: "c1", purpose: "p" })).resolves.toBeDefined();
    await expect(encrypt({ purpose: "p" })).rejects.toMatchObject({ name: "AccessDeniedException" });
  });
});

describe("aws:SecureTransport in the embedded AWS", () => {
  it("is true: what is for TLS alone passes, what is for plain text alone is refused", async () => {
    const key = await makeKey();
    const underTransport = async (secure: string): Promise<unknown> => {
      const Condition = { Bool: { "aws:SecureTransport": secure } };
      const { client } = await kmsUnderRole([{ Effect: "Allow", Action: "kms:Encrypt", Resource: key, Condition }]);
      return client.encrypt({ KeyId: key, Plaintext: Buffer.from("x") });
    };
    await expect(underTransport("true")).resolves.toMatchObject({ KeyId: key });
    await expect(underTransport("false")).rejects.toMatchObject({ name: "AccessDeniedException" });
  });
});

describe("the trail of KMS", () => {
  const anyCall = { source: ["aws.kms"], "detail-type": ["AWS API Call via CloudTrail"] };

  it("tells of a refused call: who, which key, which error, and nothing of the data", async () => {
    const queue = await makeQueue();
    await makeRule(
      { ...anyCall, detail: { errorCode: ["AccessDenied"] } },
      "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
      queue.arn,
    );
    const key = await makeKey();
    const { CiphertextBlob } = await kms.encrypt({ KeyId: key, Plaintext: Buffer.from("very secret") });
    const { client, roleName } = await kmsUnderRole([]);
    await expect(client.decrypt({ CiphertextBlob, KeyId: key })).rejects.toMatchObject({
      name: "AccessDeniedException",
    });

    const body = await nextMessage(queue.url, (message) => message.includes(roleName));
    expect(JSON.parse(body)).toMatchObject({
      source: "aws.kms",
      account,
      detail: {
        eventName: "Decrypt",
        errorCode: "AccessDenied",
        readOnly: true,
        userIdentity: { type: "AssumedRole", arn: `arn:aws:sts::${account}:assumed-role/${roleName}/test` },
        requestParameters: { keyId: key },
        resources: [{ ARN: key }],
      },
    });
    expect(body).not.toContain(Buffer.from(CiphertextBlob ?? []).toString("base64"));
  });

  it("gives read-only calls to rules that ask for all management events alone", async () => {
    const [all, plain] = [await makeQueue(), await makeQueue()];
    await makeRule(anyCall, "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS", all.arn);
    await makeRule(anyCall, "ENABLED", plain.arn);
    const key = await makeKey();
    const { client, roleName } = await kmsUnderRole([]);
    await expect(client.encrypt({ KeyId: key, Plaintext: Buffer.from("x") })).rejects.toThrow();
    await expect(client.disableKey({ KeyId: key })).rejects.toThrow();

    await nextMessage(all.url, (body) => body.includes(roleName) && body.includes('"eventName": "Encrypt"'));
    const seen = await nextMessage(plain.url, (body) => body.includes(roleName));
    expect(JSON.parse(seen)).toMatchObject({ detail: { eventName: "DisableKey", readOnly: false } });
  });

  it("raises an alarm on AWS/Events within seconds of a key being scheduled for deletion, and notifies its topic", async () => {
    const queue = await makeQueue();
    const { TopicArn = "" } = await sns.createTopic({
      Name: unique("topic"),
      Attributes: { KmsMasterKeyId: await makeKey() },
    });
    afterwards(() => sns.deleteTopic({ TopicArn }));
    await sns.subscribe({
      TopicArn,
      Protocol: "sqs",
      Endpoint: queue.arn,
      Attributes: { RawMessageDelivery: "true" },
    });
    const { KeyMetadata: { Arn: key = "" } = {} } = await kms.createKey({});
    const sink = await makeQueue();
    const pattern = { ...anyCall, detail: { eventName: ["ScheduleKeyDeletion"], resources: { ARN: [key] } } };
    const rule = await makeRule(pattern, "ENABLED", sink.arn);
    const alarm = unique("alarm");
    await putAlarm({
      AlarmName: alarm,
      Namespace: "AWS/Events",
      MetricName: "MatchedEvents",
      Dimensions: [{ Name: "RuleName", Value: rule }],
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      TreatMissingData: "notBreaching",
      AlarmActions: [TopicArn],
    });
    await alarmIn("OK", alarm);
    await kms.scheduleKeyDeletion({ KeyId: key, PendingWindowInDays: 30 });
    await alarmIn("ALARM", alarm);
    const notification = await nextMessage(queue.url, (body) => body.includes(alarm));
    expect(JSON.parse(notification)).toMatchObject({ AlarmName: alarm, NewStateValue: "ALARM", OldStateValue: "OK" });
  });

  it("does not let callers put events of AWS's own sources", async () => {
    const answer = await events.putEvents({ Entries: [{ Source: "aws.kms", DetailType: "x", Detail: "{}" }] });
    expect(answer).toMatchObject({ FailedEntryCount: 1, Entries: [{ ErrorCode: "NotAuthorizedForSourceException" }] });
  });
});

describe("functions in the embedded AWS", () => {
  it("answer with an error's own name and stack", async () => {
    const name = await makeFunction(
      "export const handler = async () => { const e = new Error('no'); e.name = 'CardRefusedError'; throw e; };",
    );
    const { error, answer } = await invoke(name, {});
    expect(error).toBe("Unhandled");
    expect(answer).toMatchObject({ errorType: "CardRefusedError", errorMessage: "no" });
    expect(answer["trace"]).toEqual(expect.arrayContaining([expect.stringContaining("index.mjs")]));
  });

  it("call AWS through the front door, under their role, and see nothing of the host's environment", async () => {
    const name = await makeFunction("export const handler = async () => process.env;");
    const { answer } = await invoke(name, {});
    expect(answer["AWS_ENDPOINT_URL"]).toBe(endpoint);
    expect(answer["AWS_ACCESS_KEY_ID"]).not.toBe("test");
    expect(Object.keys(answer)).not.toEqual(expect.arrayContaining(["NODE_ENV", "JEST_WORKER_ID", "PWD", "USER"]));
  });

  it("write metrics by EMF lines, each line once", async () => {
    const namespace = unique("namespace");
    const directive = `{ Namespace: "${namespace}", Dimensions: [["service"]], Metrics: [{ Name: "Detokenised", Unit: "Count" }] }`;
    const name = await makeFunction(
      `export const handler = async (event) => { console.log(JSON.stringify({ _aws: { Timestamp: Date.now(), CloudWatchMetrics: [${directive}] }, service: "vault", Detokenised: event.count })); };`,
    );
    for (const count of [3, 4, 5]) await invoke(name, { count });
    const statistics = async (): Promise<{ sum: number; count: number }> => {
      const { Datapoints = [] } = await cloudWatch.getMetricStatistics({
        Namespace: namespace,
        MetricName: "Detokenised",
        Dimensions: [{ Name: "service", Value: "vault" }],
        StartTime: new Date("2020-01-01"),
        EndTime: new Date("2100-01-01"),
        Period: 86_400,
        Statistics: ["Sum", "SampleCount"],
      });
      const total = (statistic: "Sum" | "SampleCount"): number =>
        Datapoints.reduce((sum, point) => sum + (point[statistic] ?? 0), 0);
      return { sum: total("Sum"), count: total("SampleCount") };
    };
    await eventually(async () => ((await statistics()).count === 3 ? true : undefined));
    await sleep(2500);
    expect(await statistics()).toEqual({ sum: 12, count: 3 });
  });
});

describe("alarms in the embedded AWS", () => {
  const base = {
    Period: 60,
    EvaluationPeriods: 1,
    ComparisonOperator: "LessThanThreshold",
    TreatMissingData: "notBreaching",
  } as const;

  it("look at the metric of their dimensions alone", async () => {
    const [namespace, mine, others] = [unique("namespace"), unique("alarm"), unique("alarm")];
    const alarm = (name: string, value: string): Promise<unknown> =>
      putAlarm({
        ...base,
        AlarmName: name,
        Namespace: namespace,
        MetricName: "M",
        Dimensions: [{ Name: "d", Value: value }],
        Statistic: "Sum",
        Threshold: 1,
        ComparisonOperator: "GreaterThanThreshold",
      });
    await alarm(mine, "mine");
    await alarm(others, "other");
    await cloudWatch.putMetricData({
      Namespace: namespace,
      MetricData: [{ MetricName: "M", Dimensions: [{ Name: "d", Value: "mine" }], Value: 5 }],
    });
    expect(await alarmIn("ALARM", mine)).toBe("ALARM");
    expect(await alarmIn("OK", others)).toBe("OK");
  });

  it("evaluate metric math, and read back with it", async () => {
    const [namespace, name] = [unique("namespace"), unique("alarm")];
    const metric = (id: string): MetricDataQuery => ({
      Id: id,
      ReturnData: false,
      MetricStat: { Metric: { Namespace: namespace, MetricName: id }, Period: 60, Stat: "Sum" },
    });
    const Metrics = [
      { Id: "saved", Expression: "100 * (1 - own / stripe)", Label: "saved", ReturnData: true },
      metric("own"),
      metric("stripe"),
    ];
    await putAlarm({ ...base, AlarmName: name, Threshold: 98, Metrics });
    await alarmIn("OK", name);
    await cloudWatch.putMetricData({
      Namespace: namespace,
      MetricData: [
        { MetricName: "own", Value: 3 },
        { MetricName: "stripe", Value: 100 },
      ],
    });
    await alarmIn("ALARM", name);
    const { MetricAlarms = [] } = await cloudWatch.describeAlarms({ AlarmNames: [name] });
    expect(MetricAlarms[0]).toMatchObject({
      Metrics,
      Threshold: 98,
      TreatMissingData: "notBreaching",
      ActionsEnabled: true,
    });
  });

  it("are refused where they could not be evaluated", async () => {
    const Metrics = [{ Id: "band", Expression: "ANOMALY_DETECTION_BAND(m)" }];
    await expect(
      cloudWatch.putMetricAlarm({ ...base, AlarmName: unique("alarm"), Threshold: 1, Metrics }),
    ).rejects.toThrow("ANOMALY_DETECTION_BAND");
  });
});

describe("what the embedded AWS keeps", () => {
  it("reads back the days of point-in-time recovery, and adds with 38 digits", async () => {
    const TableName = unique("table");
    await dynamoDb.createTable({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    });
    afterwards(() => dynamoDb.deleteTable({ TableName }));
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 14 };
    await dynamoDb.updateContinuousBackups({ TableName, PointInTimeRecoverySpecification });
    const { ContinuousBackupsDescription } = await dynamoDb.describeContinuousBackups({ TableName });
    expect(ContinuousBackupsDescription?.PointInTimeRecoveryDescription).toMatchObject({
      PointInTimeRecoveryStatus: "ENABLED",
      RecoveryPeriodInDays: 14,
    });

    const add = (value: string): Promise<string | undefined> =>
      dynamoDb
        .updateItem({
          TableName,
          Key: { pk: { S: "sum" } },
          UpdateExpression: "ADD cents :v",
          ExpressionAttributeValues: { ":v": { N: value } },
          ReturnValues: "ALL_NEW",
        })
        .then(({ Attributes }) => Attributes?.["cents"]?.N);
    await add("12345678901234567890123456789012345678");
    expect(await add("1")).toBe("12345678901234567890123456789012345679");
  });
});
