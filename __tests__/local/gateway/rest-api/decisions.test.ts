import * as fc from "fast-check";
import type { JsonObject } from "../../../../local/gateway/answers";
import { accessLogLine } from "../../../../local/gateway/services/rest-api/access-log";
import { addressOf, mapped } from "../../../../local/gateway/services/rest-api/addresses";
import { Meters, quotaWindow } from "../../../../local/gateway/services/rest-api/metering";
import { patched, readOperations } from "../../../../local/gateway/services/rest-api/patch";
import { mayInvoke, verdictOn, wildcard } from "../../../../local/gateway/services/rest-api/permissions";
import { isBinary } from "../../../../local/gateway/services/rest-api/proxy-event";
import { route } from "../../../../local/gateway/services/rest-api/routing";

describe("routing", () => {
  const resources = (...paths: string[]): { path: string; methods: Record<string, string> }[] =>
    paths.map((path) => ({ path, methods: { GET: path } }));
  const part = fc.stringMatching(/^[a-z0-9%\-_.~]{1,8}$/);

  it("finds any literal path among others, whatever their order", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.array(part, { minLength: 1, maxLength: 4 }), {
          minLength: 1,
          maxLength: 6,
          selector: (parts) => parts.map(decodeURIComponentOr).join("/"),
        }),
        (all) => {
          const paths = all.map((parts) => `/${parts.map(decodeURIComponentOr).join("/")}`);
          for (const [index, parts] of all.entries())
            expect(route(resources(...paths, "/{proxy+}"), "GET", `/${parts.join("/")}`)?.method).toBe(paths[index]);
        },
      ),
    );
  });

  it("gives back what a parameter was made from", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (value) => {
        const found = route(resources("/payments/{id}"), "GET", `/payments/${encodeURIComponent(value)}`);
        expect(found?.pathParameters).toEqual({ id: value });
      }),
    );
  });

  it("passes over a resource that does not have the method, to a greedy one that has", () => {
    const all = [
      { path: "/payments", methods: { POST: "payments" } },
      { path: "/{proxy+}", methods: { ANY: "rest" } },
    ];
    expect(route(all, "GET", "/payments")).toMatchObject({ method: "rest", pathParameters: { proxy: "payments" } });
    expect(route(all, "POST", "/payments")).toMatchObject({ method: "payments" });
    expect(route([{ path: "/", methods: { GET: "root" } }], "GET", "/")?.method).toBe("root");
  });

  function decodeURIComponentOr(text: string): string {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }
});

describe("a token bucket", () => {
  it("never lets more pass than its burst and its rate's share of the time", () => {
    const limits = fc.record({ rate: fc.integer({ min: 1, max: 50 }), burst: fc.integer({ min: 1, max: 50 }) });
    fc.assert(
      fc.property(limits, fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 200 }), ({ rate, burst }, pauses) => {
        const meters = new Meters();
        let now = 0;
        let passed = 0;
        for (const pause of pauses) {
          now += pause;
          if (meters.take("b", { rate, burst }, now)) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual(burst + (now / 1000) * rate + 1e-6);
        expect(passed).toBeGreaterThanOrEqual(Math.min(pauses.length, burst));
      }),
    );
  });

  it("lets all pass without limits, and nothing where both are 0", () => {
    const meters = new Meters();
    expect(meters.take("a", { rate: undefined, burst: undefined }, 0)).toBe(true);
    expect(meters.take("b", { rate: 0, burst: 0 }, 0)).toBe(false);
    expect([
      meters.take("c", { rate: 1, burst: undefined }, 0),
      meters.take("c", { rate: 1, burst: undefined }, 0),
    ]).toEqual([true, false]);
  });
});

describe("a quota's window", () => {
  const at = (text: string): number => Date.parse(text);
  it.each([
    ["DAY", "2026-11-21T23:59:59Z", "2026-11-22T00:00:00Z"],
    ["WEEK", "2026-11-21T23:59:59Z", "2026-11-22T00:00:00Z"],
    ["MONTH", "2026-11-30T23:59:59Z", "2026-12-01T00:00:00Z"],
  ] as const)("of a %s ends before the next begins", (period, last, first) => {
    expect(quotaWindow(period, at(last))).not.toBe(quotaWindow(period, at(first)));
    expect(quotaWindow(period, at(last))).toBe(quotaWindow(period, at(last) - 1000));
  });
});

describe("an address", () => {
  it.each([
    ["/restapis/a1/test/_user_request_", undefined, { apiId: "a1", own: false, stage: "test", path: "/" }],
    ["/restapis/a1/test/_user_request_/x?y=1", undefined, { apiId: "a1", own: false, stage: "test", path: "/x" }],
    ["/test", "a1.execute-api.eu-west-1.amazonaws.com", { apiId: "a1", own: true, stage: "test", path: "/" }],
    ["/x/y", "api.example.com:443", { domain: "api.example.com", path: "/x/y" }],
    ["/restapis/a1/stages/test", "127.0.0.1:4566", undefined],
    ["/x", "localhost", undefined],
    ["/x", undefined, undefined],
  ])("%s at host %s", (target, host, expected) => {
    expect(addressOf({ target, headers: host === undefined ? {} : { host } })).toEqual(expected);
  });

  it("of a custom domain takes the longest base path, as a whole part", () => {
    const to = (basePath: string): { basePath: string; apiId: string; stage: string } => ({
      basePath,
      apiId: `api-${basePath}`,
      stage: "s",
    });
    const mappings = [to("v1"), to("v1/beta"), to("v10")];
    expect(mapped(mappings, "/v1/beta/x")).toEqual({ apiId: "api-v1/beta", stage: "s", path: "/x" });
    expect(mapped(mappings, "/v10")).toEqual({ apiId: "api-v10", stage: "s", path: "/" });
    expect(mapped(mappings, "/v12/x")).toBeUndefined();
    expect(mapped([{ basePath: "", apiId: "a", stage: "" }], "/test/x")).toEqual({
      apiId: "a",
      stage: "test",
      path: "/x",
    });
  });
});

describe("a patch of API Gateway's", () => {
  const after = (resource: JsonObject, ...patchOperations: JsonObject[]): JsonObject =>
    patched(resource, readOperations({ patchOperations }));

  it("types what is not text, and empties what it removes", () => {
    expect(
      after(
        { quota: { limit: 1 }, a: "1" },
        { op: "replace", path: "/throttle/rateLimit", value: "2.5" },
        { op: "remove", path: "/quota" },
      ),
    ).toEqual({
      a: "1",
      throttle: { rateLimit: 2.5 },
    });
    expect(
      after(
        {},
        { op: "replace", path: "/enabled", value: "true" },
        { op: "replace", path: "/minimumCompressionSize", value: "" },
      ),
    ).toEqual({
      enabled: true,
      minimumCompressionSize: null,
    });
  });

  it("adds, removes and limits the stages of a usage plan", () => {
    const plan = after(
      { apiStages: [{ apiId: "a", stage: "old" }] },
      { op: "remove", path: "/apiStages", value: "a:old" },
      { op: "add", path: "/apiStages", value: "a:test" },
      { op: "replace", path: "/apiStages/a:test/throttle//payments/POST/rateLimit", value: "4" },
      { op: "replace", path: "/apiStages/a:test/throttle/~1payments~1POST/burstLimit", value: "5" },
    );
    expect(plan).toEqual({
      apiStages: [{ apiId: "a", stage: "test", throttle: { "/payments/POST": { rateLimit: 4, burstLimit: 5 } } }],
    });
  });

  it("changes lists by element and by index", () => {
    const api = { binaryMediaTypes: ["image/png"], endpointConfiguration: { types: ["EDGE"] } };
    expect(
      after(
        api,
        { op: "add", path: "/binaryMediaTypes/image~1gif" },
        { op: "add", path: "/binaryMediaTypes/image~1gif" },
        { op: "remove", path: "/binaryMediaTypes/image~1png" },
        { op: "replace", path: "/endpointConfiguration/types/0", value: "REGIONAL" },
        { op: "add", path: "/endpointConfiguration/vpcEndpointIds", value: "vpce-1" },
      ),
    ).toEqual({
      binaryMediaTypes: ["image/gif"],
      endpointConfiguration: { types: ["REGIONAL"], vpcEndpointIds: ["vpce-1"] },
    });
  });
});

describe("permissions", () => {
  const statement = (more: JsonObject = {}): JsonObject => ({
    Effect: "Allow",
    Action: "lambda:InvokeFunction",
    Principal: { Service: "apigateway.amazonaws.com" },
    ...more,
  });
  const source = "arn:aws:execute-api:us-east-1:1:a/test/GET/x";

  it.each<[string, JsonObject, boolean]>([
    ["without a condition", {}, true],
    ["of the account", { Condition: { StringEquals: { "AWS:SourceAccount": "1" } } }, true],
    ["of another account", { Condition: { StringEquals: { "AWS:SourceAccount": "2" } } }, false],
    ["on a condition that is not known", { Condition: { Bool: { "aws:SecureTransport": "true" } } }, false],
    ["of another service", { Principal: { Service: "s3.amazonaws.com" } }, false],
    ["to anybody", { Principal: "*" }, false],
    ["to another action", { Action: ["lambda:GetFunction"] }, false],
    ["that denies", { Effect: "Deny" }, false],
  ])("given %s", (_what, more, expected) => {
    expect(mayInvoke([statement(more)], source, "1")).toBe(expected);
  });

  it("are patterns in which a star is any text and a question mark any character", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) =>
        wildcard(`${one.replaceAll(/[*?]/g, "")}*`, `${one.replaceAll(/[*?]/g, "")}${other}`),
      ),
    );
    expect([wildcard("a?c", "abc"), wildcard("a?c", "ac"), wildcard("a.c", "abc"), wildcard("(", "(")]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it("of an authoriser's policy are denied by one denial", () => {
    const one = (Effect: string): JsonObject => ({ Effect, Action: ["execute-api:*"], Resource: [source] });
    expect(verdictOn({ Statement: [one("Allow"), one("Deny")] }, source)).toBe("denied");
    expect(verdictOn({ Statement: one("Allow") }, source)).toBe("allowed");
    expect(verdictOn({}, source)).toBe("not named");
  });
});

describe("small things", () => {
  it("a media type is binary by its whole, its first part, or any", () => {
    expect([
      isBinary(["image/png"], "image/PNG; q=1"),
      isBinary(["image/*"], "image/gif"),
      isBinary(["*/*"], "a/b"),
      isBinary(["image/*"], "text/plain"),
      isBinary(["*/*"], undefined),
    ]).toEqual([true, true, true, false, false]);
  });

  it("a line of an access log takes names with dots, in braces or bare, up to the next sign", () => {
    const context = { "authorizer.claims.sub": "ann", requestId: "r", "authorizer.my-key": "k" };
    expect(
      accessLogLine(
        "$context.requestId: ${context.authorizer.claims.sub}. $context.none, $context.authorizer.my-key",
        context,
      ),
    ).toBe("r: ann. -, k");
  });
});
