import { errorAnswer, jsonAnswer } from "../../../local/gateway/answers";
import { dynamoDbRecoveryDays } from "../../../local/gateway/services/dynamodb-recovery";
import { codeSigningConfigs } from "../../../local/gateway/services/lambda-code-signing";
import { logsDataProtection } from "../../../local/gateway/services/logs-data-protection";
import { bodyOf, fakeEmulator, fakeUpstream, jsonCall, restCall } from "./fake-upstream";

describe("days of point-in-time recovery", () => {
  const described = (status: string): ReturnType<typeof jsonAnswer> =>
    jsonAnswer(200, {
      ContinuousBackupsDescription: { PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: status } },
    });
  const update = (days: number | undefined): ReturnType<typeof jsonCall> =>
    jsonCall("dynamodb", "DynamoDB_20120810.UpdateContinuousBackups", {
      TableName: "payments",
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: days },
    });
  const describeTable = jsonCall("dynamodb", "DynamoDB_20120810.DescribeContinuousBackups", {
    TableName: "arn:aws:dynamodb:us-east-1:1:table/payments",
  });
  const daysIn = (response: ReturnType<typeof jsonAnswer>): unknown =>
    (
      bodyOf(response)["ContinuousBackupsDescription"] as {
        PointInTimeRecoveryDescription: { RecoveryPeriodInDays?: number };
      }
    ).PointInTimeRecoveryDescription.RecoveryPeriodInDays;

  it("read back as put, by name or by ARN, and 35 where none were said", async () => {
    const { handle } = dynamoDbRecoveryDays();
    const { forward } = fakeUpstream(() => described("ENABLED"));
    expect(daysIn(await handle(describeTable, forward))).toBe(35);
    expect(daysIn(await handle(update(14), forward))).toBe(14);
    expect(daysIn(await handle(describeTable, forward))).toBe(14);
    await handle(update(undefined), forward);
    expect(daysIn(await handle(describeTable, forward))).toBe(35);
  });

  it("are not there where recovery is off, nor kept from an update that failed", async () => {
    const { handle } = dynamoDbRecoveryDays();
    await handle(
      update(7),
      fakeUpstream((request) => errorAnswer(request, 400, "TableNotFoundException", "none")).forward,
    );
    expect(daysIn(await handle(describeTable, fakeUpstream(() => described("ENABLED")).forward))).toBe(35);
    expect(daysIn(await handle(describeTable, fakeUpstream(() => described("DISABLED")).forward))).toBeUndefined();
  });
});

describe("data-protection policies", () => {
  const { emulator } = fakeEmulator(() => ({
    logGroups: [{ logGroupName: "/aws/lambda/vault" }, { logGroupName: "/aws/lambda/vault-2" }],
  }));
  const make = (): ReturnType<typeof logsDataProtection> => logsDataProtection({ emulator, clock: () => 5 });
  const call = (operation: string, input: Record<string, string>): ReturnType<typeof jsonCall> =>
    jsonCall("logs", `Logs_20140328.${operation}`, input);
  const { forward } = fakeUpstream();
  const group = { logGroupIdentifier: "/aws/lambda/vault" };

  it("read back as put, by name or by ARN, until they are deleted", async () => {
    const { handle } = make();
    await handle(call("PutDataProtectionPolicy", { ...group, policyDocument: "{}" }), forward);
    const arn = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/vault:*";
    const read = async (): Promise<unknown> =>
      bodyOf(await handle(call("GetDataProtectionPolicy", { logGroupIdentifier: arn }), forward));
    expect(await read()).toEqual({ ...group, policyDocument: "{}", lastUpdatedTime: 5 });
    await handle(call("DeleteDataProtectionPolicy", group), forward);
    expect(await read()).toEqual(group);
  });

  it("end with their log group", async () => {
    const { handle } = make();
    await handle(call("PutDataProtectionPolicy", { ...group, policyDocument: "{}" }), forward);
    await handle(call("DeleteLogGroup", { logGroupName: "/aws/lambda/vault" }), forward);
    expect(bodyOf(await handle(call("GetDataProtectionPolicy", group), forward))).toEqual(group);
  });

  it("are refused for a log group that does not exist", async () => {
    const response = await make().handle(
      call("PutDataProtectionPolicy", { logGroupIdentifier: "/aws/lambda/vau", policyDocument: "{}" }),
      forward,
    );
    expect(response).toMatchObject({ status: 400, headers: { "x-amzn-errortype": "ResourceNotFoundException" } });
  });
});

describe("code-signing configurations", () => {
  const make = (): ReturnType<typeof codeSigningConfigs> =>
    codeSigningConfigs({ account: "123456789012", clock: () => 0 });
  const path = "/2020-04-22/code-signing-configs/";
  const { forward } = fakeUpstream();

  async function created(handle: ReturnType<typeof make>["handle"]): Promise<string> {
    const response = await handle(
      restCall("lambda", "POST", path, {
        AllowedPublishers: { SigningProfileVersionArns: ["p"] },
        Tags: { a: "1", b: "2" },
      }),
      forward,
    );
    expect(response.status).toBe(201);
    return (bodyOf(response)["CodeSigningConfig"] as { CodeSigningConfigArn: string }).CodeSigningConfigArn;
  }

  it("read back as put, changed and tagged", async () => {
    const { handle } = make();
    const arn = await created(handle);
    const address = `${path}${encodeURIComponent(arn)}`;
    await handle(restCall("lambda", "PUT", address, { Description: "new" }), forward);
    expect(bodyOf(await handle(restCall("lambda", "GET", address), forward))).toMatchObject({
      CodeSigningConfig: {
        Description: "new",
        AllowedPublishers: { SigningProfileVersionArns: ["p"] },
        CodeSigningPolicies: { UntrustedArtifactOnDeployment: "Warn" },
      },
    });
    const tags = `/2017-03-31/tags/${encodeURIComponent(arn)}`;
    await handle(restCall("lambda", "POST", tags, { Tags: { c: "3" } }), forward);
    await handle(restCall("lambda", "DELETE", `${tags}?tagKeys=a&tagKeys=b`), forward);
    expect(bodyOf(await handle(restCall("lambda", "GET", tags), forward))).toEqual({ Tags: { c: "3" } });
  });

  it("are gone once deleted", async () => {
    const { handle } = make();
    const address = `${path}${encodeURIComponent(await created(handle))}`;
    expect((await handle(restCall("lambda", "DELETE", address), forward)).status).toBe(204);
    expect(await handle(restCall("lambda", "GET", address), forward)).toMatchObject({
      status: 404,
      headers: { "x-amzn-errortype": "ResourceNotFoundException" },
    });
  });

  it("are put on a function that is created with one, by a call of their own", async () => {
    const { forward: emulator, requests } = fakeUpstream();
    await make().handle(
      restCall("lambda", "POST", "/2015-03-31/functions", { FunctionName: "vault", CodeSigningConfigArn: "arn" }),
      emulator,
    );
    expect(requests.map(({ method, target }) => `${method} ${target}`)).toEqual([
      "POST /2015-03-31/functions",
      "PUT /2020-06-30/functions/vault/code-signing-config",
    ]);
    expect(requests[1]?.body.toString()).toBe('{"CodeSigningConfigArn":"arn"}');
  });

  it("are not put on a function without one, nor on one that was not created", async () => {
    const { forward: emulator, requests } = fakeUpstream((request) =>
      errorAnswer(request, 409, "ResourceConflictException", "exists"),
    );
    await make().handle(
      restCall("lambda", "POST", "/2015-03-31/functions", { FunctionName: "vault", CodeSigningConfigArn: "arn" }),
      emulator,
    );
    await make().handle(restCall("lambda", "POST", "/2015-03-31/functions", { FunctionName: "vault" }), emulator);
    expect(requests).toHaveLength(2);
  });
});
