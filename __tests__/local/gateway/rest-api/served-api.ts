import { objectIn, textIn, type JsonObject } from "../../../../local/gateway/answers";
import { chain } from "../../../../local/gateway/correction";
import type { Forward, GatewayResponse } from "../../../../local/gateway/request";
import { readRequest } from "../../../../local/gateway/request";
import { restApis } from "../../../../local/gateway/services/rest-api/corrections";
import { bodyOf, fakeEmulator, restCall } from "../fake-upstream";
import { FakeApiGateway } from "./fake-api-gateway";

export const ACCOUNT = "123456789012";

/** The URI by which API Gateway calls a function. */
export const uriOf = (name: string): string =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:${ACCOUNT}:function:${name}/invocations`;

/** A method that a function answers. */
export const operation = (more: JsonObject = {}, name = "reader"): JsonObject => ({
  responses: { "200": { description: "ok" } },
  "x-amazon-apigateway-integration": { type: "aws_proxy", httpMethod: "POST", uri: uriOf(name) },
  ...more,
});

/** A document with these paths. */
export const documentOf = (paths: JsonObject, more: JsonObject = {}): JsonObject => ({
  openapi: "3.0.1",
  info: { title: "payments", version: "1" },
  paths,
  ...more,
});

/** A request of an API's caller. */
export interface Sent {
  readonly method?: string;
  /** Path below the stage, with its query. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The whole target, in place of the API's own. */
  readonly target?: string;
}

/** The front door's part for REST APIs before a fake emulator. */
export class Front {
  readonly gateway = new FakeApiGateway();
  readonly logged: string[] = [];
  readonly written = fakeEmulator();
  now = Date.UTC(2026, 10, 21, 12);
  readonly context = {
    account: ACCOUNT,
    clock: () => this.now,
    emulator: this.written.emulator,
    log: (line: string) => void this.logged.push(line),
  };
  readonly handle: Forward = chain(restApis(this.context), this.gateway.forward);

  constructor() {
    this.letIn("reader");
    this.gateway.functions["reader"] = (event) => ({ statusCode: 200, body: JSON.stringify(event) });
  }

  /** Lets API Gateway call a function from anywhere. */
  letIn(name: string, condition: JsonObject = {}): void {
    this.gateway.policies[name] = [
      {
        Effect: "Allow",
        Action: "lambda:InvokeFunction",
        Principal: { Service: "apigateway.amazonaws.com" },
        Condition: condition,
      },
    ];
  }

  control(method: string, path: string, body: JsonObject = {}): Promise<GatewayResponse> {
    return this.handle(restCall("apigateway", method, path, body));
  }

  async made(path: string, body: JsonObject): Promise<string> {
    const answer = await this.control("POST", path, body);
    if (answer.status !== 201) throw new Error(answer.body.toString());
    return textIn(bodyOf(answer)["id"]);
  }

  put(apiId: string, document: JsonObject, mode = "overwrite"): Promise<GatewayResponse> {
    return this.control("PUT", `/restapis/${apiId}?mode=${mode}`, document);
  }

  /** Makes an API of a document and serves it on stage `test`. */
  async serve(document: JsonObject): Promise<Served> {
    const apiId = await this.made("/restapis", { name: "api" });
    const put = await this.put(apiId, document);
    if (put.status !== 200) throw new Error(put.body.toString());
    const served = new Served(this, apiId);
    const deploymentId = await this.made(`/restapis/${apiId}/deployments`, {});
    await this.made(`/restapis/${apiId}/stages`, { stageName: "test", deploymentId, variables: { colour: "red" } });
    return served;
  }
}

/** An API on its stage. */
export class Served {
  constructor(
    readonly front: Front,
    readonly apiId: string,
  ) {}

  send({ method = "GET", path = "/", headers = {}, body = "", target }: Sent): Promise<GatewayResponse> {
    const all: Record<string, string> = { host: "127.0.0.1:4566", ...headers };
    const lower = Object.fromEntries(Object.entries(all).map(([name, value]) => [name.toLowerCase(), value]));
    return this.front.handle(
      readRequest({
        method,
        url: target ?? `/restapis/${this.apiId}/test/_user_request_${path}`,
        headers: lower,
        rawHeaders: Object.entries(all).flat(),
        body: Buffer.from(body),
      }),
    );
  }

  /** Makes a key of a usage plan for the stage; gives its value. */
  async key(plan: JsonObject = {}): Promise<string> {
    const id = await this.front.made("/apikeys", { name: "k", enabled: true });
    const planId = await this.front.made("/usageplans", {
      name: "p",
      apiStages: [{ apiId: this.apiId, stage: "test" }],
      ...plan,
    });
    await this.front.made(`/usageplans/${planId}/keys`, { keyId: id, keyType: "API_KEY" });
    return `value-of-${id}`;
  }

  /** Changes what the stage has. */
  stage(settings: JsonObject): void {
    const path = `/restapis/${this.apiId}/stages/test`;
    this.front.gateway.keep(path, { ...objectIn(this.front.gateway.kept(path)[path]), ...settings });
  }
}

/** The event that the function of the fake account was called with, which it answers as it stands. */
export const eventIn = (response: GatewayResponse): JsonObject => bodyOf(response);
