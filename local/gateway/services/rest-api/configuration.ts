import type { JsonObject } from "../../answers";
import { isSuccess, listIn, objectIn, parseObject, textIn, textOf } from "../../answers";
import type { Limits, Plan } from "./metering";
import type { RestApis } from "./registry";
import type { RestCalls } from "./rest-calls";

/** A stage as it is served. */
export interface Stage {
  readonly name: string;
  readonly deploymentId: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Limits by `<path without its first slash>/<METHOD>`, or for all by `*` + `/*`. */
  readonly methodLimits: Readonly<Record<string, Limits>>;
  readonly accessLog: { readonly group: string; readonly format: string } | undefined;
}

/** An API key that a caller has sent. */
export interface ApiKey {
  readonly id: string;
  readonly value: string;
}

/** Reads, and remembers, what a request meets beside its deployment. */
export class Configuration {
  readonly #apis: RestApis;
  readonly #calls: RestCalls;
  readonly #region: string;

  constructor(apis: RestApis, calls: RestCalls, region: string) {
    this.#apis = apis;
    this.#calls = calls;
    this.#region = region;
  }

  /** A stage; undefined where there is none of that name. */
  stage(apiId: string, name: string): Promise<Stage | undefined> {
    return this.#remembered(`stage ${apiId}/${name}`, async () => {
      const path = `/restapis/${apiId}/stages/${encodeURIComponent(name)}`;
      const answer = await this.#calls.send({ service: "apigateway", region: this.#region, method: "GET", path });
      return isSuccess(answer) ? stageIn(parseObject(answer.body)) : undefined;
    });
  }

  /** Whether the API can be reached by its own host name. */
  async hasOwnEndpoint(apiId: string): Promise<boolean> {
    const api = await this.#remembered(`api ${apiId}`, () =>
      this.#calls.json({ service: "apigateway", region: this.#region, method: "GET", path: `/restapis/${apiId}` }),
    );
    return api["disableExecuteApiEndpoint"] !== true;
  }

  /** The enabled key of a value. */
  async key(value: string): Promise<ApiKey | undefined> {
    const keys = await this.#list("/apikeys?includeValues=true");
    const found = keys.find((key) => key["value"] === value && key["enabled"] !== false);
    return found && { id: textIn(found["id"]), value };
  }

  /** The usage plans that a key has for a stage. */
  async plans(keyId: string, apiId: string, stage: string): Promise<Plan[]> {
    const plans: Plan[] = [];
    for (const plan of await this.#list("/usageplans")) {
      const id = textIn(plan["id"]);
      const place = listIn(plan["apiStages"])
        .map(objectIn)
        .find((one) => one["apiId"] === apiId && one["stage"] === stage);
      if (place === undefined) continue;
      const keys = await this.#list(`/usageplans/${id}/keys`);
      if (keys.some((key) => key["id"] === keyId)) plans.push(planIn(id, plan, place));
    }
    return plans;
  }

  /** The statements of a function's own policy, of that version or alias. */
  policy(functionArn: string): Promise<readonly JsonObject[]> {
    return this.#remembered(`policy ${functionArn}`, async () => {
      const [, , , region = "", , , name = "", qualifier] = functionArn.split(":");
      const path = `/2015-03-31/functions/${name}/policy${qualifier === undefined ? "" : `?Qualifier=${qualifier}`}`;
      const answer = await this.#calls.send({ service: "lambda", region, method: "GET", path });
      const policy = isSuccess(answer) ? textIn(parseObject(answer.body)["Policy"]) : "";
      return listIn(parseObject(policy)["Statement"]).map(objectIn);
    });
  }

  /** The custom domain names, each with its mappings. */
  domains(): Promise<readonly { readonly name: string; readonly mappings: readonly JsonObject[] }[]> {
    return this.#remembered("domains", async () =>
      Promise.all(
        (await this.#list("/domainnames")).map(async ({ domainName }) => {
          const name = textIn(domainName);
          return { name, mappings: await this.#list(`/domainnames/${name}/basepathmappings`) };
        }),
      ),
    );
  }

  #list(path: string): Promise<JsonObject[]> {
    return this.#remembered(path, () => this.#calls.items({ region: this.#region, path }));
  }

  #remembered<Value>(key: string, read: () => Promise<Value>): Promise<Value> {
    return this.#apis.remembered(`${this.#region} ${key}`, read);
  }
}

function stageIn(stage: JsonObject): Stage {
  const log = objectIn(stage["accessLogSettings"]);
  const group = textIn(log["destinationArn"]).split(":")[6] ?? "";
  return {
    name: textIn(stage["stageName"]),
    deploymentId: textIn(stage["deploymentId"]),
    variables: Object.fromEntries(
      Object.entries(objectIn(stage["variables"])).map(([name, value]) => [name, textOf(value)]),
    ),
    methodLimits: Object.fromEntries(
      Object.entries(objectIn(stage["methodSettings"])).map(([key, settings]) => {
        const { throttlingRateLimit: rate, throttlingBurstLimit: burst } = objectIn(settings);
        return [key.replaceAll("~1", "/").replace(/^\//, ""), { rate: limit(rate), burst: limit(burst) }];
      }),
    ),
    accessLog: group === "" ? undefined : { group, format: textIn(log["format"]) },
  };
}

/** A limit; API Gateway writes -1 where there is none. */
function limit(value: unknown): number | undefined {
  return value === undefined || value === null || Number(value) < 0 ? undefined : Number(value);
}

function planIn(id: string, plan: JsonObject, place: JsonObject): Plan {
  const limits = (value: unknown): Limits => {
    const { rateLimit, burstLimit } = objectIn(value);
    return { rate: limit(rateLimit), burst: limit(burstLimit) };
  };
  const quota = objectIn(plan["quota"]);
  const period = quota["period"];
  return {
    id,
    limits: limits(plan["throttle"]),
    methodLimits: Object.fromEntries(
      Object.entries(objectIn(place["throttle"])).map(([key, value]) => [key.replace(/^\//, ""), limits(value)]),
    ),
    quota:
      quota["limit"] === undefined
        ? undefined
        : { limit: Number(quota["limit"]), period: period === "WEEK" || period === "MONTH" ? period : "DAY" },
  };
}
