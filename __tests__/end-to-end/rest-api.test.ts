/** A REST API by the real Terraform: applied, called, changed in place, planned again, destroyed. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { toolchain } from "../../tools/setup/toolchain";
import { type Ended, run } from "../../tools/shared/process";
import { cleanUpAll, endpoint, kmsUnderRole, lambda, makeFunction, region, root, unique } from "../local/support/aws";
import { restApiStack, type RestApiStackOptions } from "./support/rest-api-stack";
import { signedGet } from "./support/signed-get";

const folder = mkdtempSync(path.join(tmpdir(), "rest-api-"));
const name = unique("api");
let options: RestApiStackOptions;
let outputs: Record<string, string>;

async function terraform(...parameters: readonly string[]): Promise<Ended> {
  const { terraform: binary, environment } = await toolchain();
  const aws = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  };
  const host = {
    PATH: process.env["PATH"] ?? "",
    HOME: process.env["HOME"] ?? "",
    AWS_CONFIG_FILE: "",
    AWS_EC2_METADATA_DISABLED: "true",
  };
  return run(binary, parameters, { folder, environment: { ...host, ...environment, ...aws } });
}

async function terraformOk(...parameters: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await terraform(...parameters);
  if (code !== 0) throw new Error(`terraform ${parameters.join(" ")}:\n${stdout.slice(-3000)}\n${stderr}`);
  return stdout;
}

async function apply(): Promise<string> {
  writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(restApiStack(options)));
  const said = await terraformOk("apply", "-auto-approve", "-no-color");
  const values = JSON.parse(await terraformOk("output", "-json")) as Record<string, { value: string }>;
  outputs = Object.fromEntries(Object.entries(values).map(([key, { value }]) => [key, value]));
  return said;
}

/** A call of API Gateway's own API, as the account's root, whose signature is not checked. */
async function control(method: string, target: string, body?: object): Promise<Record<string, unknown>> {
  const authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/apigateway/aws4_request, SignedHeaders=host, Signature=0`;
  const answer = await fetch(`${endpoint}${target}`, {
    method,
    headers: { authorization },
    body: body && JSON.stringify(body),
  });
  return (await answer.json()) as Record<string, unknown>;
}

const address = (target: string): string =>
  `${endpoint}/restapis/${outputs["api_id"] ?? ""}/test/_user_request_${target}`;
const withKey = (): RequestInit => ({ headers: { "x-api-key": outputs["key"] ?? "" } });
const json = async (answer: Response): Promise<Record<string, unknown>> =>
  (await answer.json()) as Record<string, unknown>;

beforeAll(async () => {
  // The account's role for logs belongs to whoever has set it.
  if (typeof (await control("GET", "/account"))["cloudwatchRoleArn"] !== "string") {
    const value = `arn:aws:iam::123456789012:role/${name}`;
    await control("PATCH", "/account", { patchOperations: [{ op: "replace", path: "/cloudwatchRoleArn", value }] });
  }
  const functionName = await makeFunction(
    "export const handler = async (event) => event.queryStringParameters?.fail ? {} : { statusCode: 200, body: JSON.stringify(event) };",
  );
  const { FunctionArn: functionArn = "" } = await lambda.getFunctionConfiguration({ FunctionName: functionName });
  options = { name, functionArn, paths: ["/old/{id}"], quota: 1000 };
  writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(restApiStack(options)));
  await terraformOk("init", "-no-color");
  await apply();
}, 180_000);

afterAll(async () => {
  await cleanUpAll();
  rmSync(folder, { recursive: true, force: true });
});

describe("a REST API by Terraform", () => {
  it("lets a key in and tells the function whose it is; no key and a wrong one get the API's own answer", async () => {
    const answer = await fetch(address("/payments?limit=1"), withKey());
    expect(answer.status).toBe(200);
    expect(await json(answer)).toMatchObject({
      resource: "/payments",
      stageVariables: { colour: "red" },
      requestContext: {
        stage: "test",
        requestId: answer.headers.get("x-amzn-requestid"),
        identity: { apiKeyId: expect.stringMatching(/^\w+$/) },
      },
    });
    for (const headers of [{}, { "x-api-key": "wrong" }] as Record<string, string>[]) {
      const refused = await fetch(address("/payments?limit=1"), { headers });
      expect({ status: refused.status, ...(await json(refused)) }).toEqual({ status: 403, code: "api_key_invalid" });
    }
  });

  it("validates parameters, and answers 502 for a function's answer that is none", async () => {
    const invalid = await fetch(address("/payments"), withKey());
    expect({ status: invalid.status, ...(await json(invalid)) }).toEqual({
      status: 400,
      message: "Missing required request parameters: [limit]",
    });
    expect((await fetch(address("/old/1?fail=1"))).status).toBe(502);
  });

  it("answers at the API's own host name and at its custom domain", async () => {
    const at = (host: string, target: string): Promise<Ended> =>
      run("curl", ["-s", "-H", `Host: ${host}`, `${endpoint}${target}`]);
    const own = await at(`${outputs["api_id"] ?? ""}.execute-api.${region}.amazonaws.com`, "/test/old/7");
    const domain = await at(`${name}.example.com`, "/old/7");
    for (const { stdout } of [own, domain]) expect(JSON.parse(stdout)).toMatchObject({ pathParameters: { id: "7" } });
  });

  it("lets those signatures in whose role may call the method, and says who it is", async () => {
    const arn = `arn:aws:execute-api:${region}:123456789012:${outputs["api_id"] ?? ""}/test/GET/signed`;
    const keysOf = async (Resource: string): Promise<Parameters<typeof signedGet>[2]> => {
      const { client } = await kmsUnderRole([{ Effect: "Allow", Action: "execute-api:Invoke", Resource }]);
      return client.config.credentials();
    };
    const allowed = await signedGet(address("/signed"), region, await keysOf(arn));
    expect(await json(allowed)).toMatchObject({
      requestContext: { identity: { userArn: expect.stringContaining(":assumed-role/"), accountId: "123456789012" } },
    });
    expect((await signedGet(address("/signed"), region, await keysOf(`${arn}/other`))).status).toBe(403);
    const forged = { ...(await keysOf(arn)), secretAccessKey: "forged" };
    expect((await signedGet(address("/signed"), region, forged)).status).toBe(403);
    expect((await fetch(address("/signed"))).status).toBe(403);
    expect((await signedGet(address("/signed"), region, root.credentials)).status).toBe(200);
  });

  it("writes its access log", async () => {
    const answer = await fetch(address("/old/1"));
    const authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/logs/aws4_request, SignedHeaders=host, Signature=0`;
    const found = await fetch(endpoint, {
      method: "POST",
      headers: {
        authorization,
        "x-amz-target": "Logs_20140328.FilterLogEvents",
        "content-type": "application/x-amz-json-1.1",
      },
      body: JSON.stringify({ logGroupName: `/aws/apigateway/${name}` }),
    });
    const { events } = (await found.json()) as { events: { message: string }[] };
    const id = answer.headers.get("x-amzn-requestid");
    expect(events.map(({ message }) => JSON.parse(message) as object)).toContainEqual({ id, status: "200", key: "-" });
  });

  it("is changed in place, nothing else is planned, and the next plan is empty", async () => {
    options = { ...options, paths: ["/new"], quota: 2 };
    // The document, the stage that gets the new deployment, and the quota; the deployment itself is made anew.
    expect(await apply()).toContain("1 added, 3 changed, 1 destroyed");
    expect((await fetch(address("/new"))).status).toBe(200);
    expect((await fetch(address("/old/1"))).status).toBe(403);
    const statuses: number[] = [];
    for (let call = 0; call < 3; call += 1)
      statuses.push((await fetch(address("/payments?limit=1"), withKey())).status);
    expect(statuses.at(-1)).toBe(429);
    const { code, stdout } = await terraform("plan", "-no-color", "-detailed-exitcode");
    expect({ code, stdout: code === 0 ? "" : stdout }).toEqual({ code: 0, stdout: "" });
  });

  it("is destroyed, and no longer answers", async () => {
    await terraformOk("destroy", "-auto-approve", "-no-color", "-refresh=false");
    expect((await fetch(address("/new"))).status).toBe(404);
  });
});
