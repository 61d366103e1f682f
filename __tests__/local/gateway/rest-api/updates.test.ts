import type { JsonObject } from "../../../../local/gateway/answers";
import { bodyOf } from "../fake-upstream";
import { Front } from "./served-api";

const replace = (path: string, value: string): JsonObject => ({ patchOperations: [{ op: "replace", path, value }] });

describe("API Gateway's updates", () => {
  it("of a usage plan are kept as numbers and lists", async () => {
    const front = new Front();
    const path = `/usageplans/${await front.made("/usageplans", { name: "p", apiStages: [], quota: { limit: 1, period: "DAY" } })}`;
    await front.control("PATCH", path, replace("/quota/limit", "20"));
    const answer = await front.control("PATCH", path, {
      patchOperations: [{ op: "add", path: "/apiStages", value: "a:test" }],
    });
    expect(answer.status).toBe(200);
    expect(bodyOf(await front.control("GET", path))).toMatchObject({
      quota: { limit: 20, period: "DAY" },
      apiStages: [{ apiId: "a", stage: "test" }],
    });
    await front.control("PATCH", path, { patchOperations: [{ op: "remove", path: "/quota" }] });
    expect(bodyOf(await front.control("GET", path))).not.toHaveProperty("quota");
  });

  it("of a domain name keep its mappings", async () => {
    const front = new Front();
    await front.made("/domainnames", {
      domainName: "api.example.com",
      regionalDomainName: "d.example.com",
      securityPolicy: "TLS_1_0",
    });
    await front.made("/domainnames/api.example.com/basepathmappings", { basePath: "v1", restApiId: "a" });
    const answer = await front.control("PATCH", "/domainnames/api.example.com", replace("/securityPolicy", "TLS_1_2"));
    expect(answer.status).toBe(200);
    expect(bodyOf(await front.control("GET", "/domainnames/api.example.com"))).toMatchObject({
      securityPolicy: "TLS_1_2",
      domainNameStatus: "AVAILABLE",
    });
    expect((await front.control("GET", "/domainnames/api.example.com/basepathmappings/v1")).status).toBe(200);
  });

  it("of a mapping may move it", async () => {
    const front = new Front();
    const mappings = "/domainnames/api.example.com/basepathmappings";
    await front.made("/domainnames", { domainName: "api.example.com" });
    await front.made(mappings, { basePath: "v1", restApiId: "a", stage: "test" });
    await front.control("PATCH", `${mappings}/v1`, replace("/stage", "live"));
    expect(bodyOf(await front.control("GET", `${mappings}/v1`))).toMatchObject({ stage: "live" });
    await front.control("PATCH", `${mappings}/v1`, replace("/basePath", "v2"));
    expect((await front.control("GET", `${mappings}/v1`)).status).toBe(404);
    expect(bodyOf(await front.control("GET", `${mappings}/v2`))).toMatchObject({ stage: "live" });
  });

  it.each(["/usageplans/none", "/domainnames/none", "/domainnames/none/basepathmappings/v1"])(
    "of %s are refused where it is not there",
    async (path) => {
      expect((await new Front().control("PATCH", path, replace("/name", "x"))).status).toBe(404);
    },
  );
});

describe("what the Terraform provider leaves empty", () => {
  it("is chosen: a key's value, and the whole domain of a mapping", async () => {
    const front = new Front();
    const id = await front.made("/apikeys", { name: "k", value: "" });
    expect(bodyOf(await front.control("GET", `/apikeys/${id}`))["value"]).toBe(`value-of-${id}`);
    await front.made("/domainnames", { domainName: "api.example.com" });
    await front.made("/domainnames/api.example.com/basepathmappings", { restApiId: "a" });
    expect((await front.control("GET", "/domainnames/api.example.com/basepathmappings/(none)")).status).toBe(200);
  });

  it("is left as it is where it was given", async () => {
    const front = new Front();
    const id = await front.made("/apikeys", { name: "k", value: "twenty-characters-long" });
    expect(bodyOf(await front.control("GET", `/apikeys/${id}`))["value"]).toBe("twenty-characters-long");
  });
});

describe("members that nobody has set", () => {
  it("are left out, in one and in a list", async () => {
    const front = new Front();
    const id = await front.made("/usageplans", { name: "p", quota: {}, throttle: {} });
    expect(bodyOf(await front.control("GET", `/usageplans/${id}`))).toEqual({ id, name: "p", tags: {} });
    expect(bodyOf(await front.control("GET", "/usageplans"))["item"]).toEqual([{ id, name: "p", tags: {} }]);
  });
});

describe("API Gateway's tags", () => {
  it("are shown as they were last set, with the resource, in lists and by themselves", async () => {
    const front = new Front();
    const id = await front.made("/usageplans", { name: "p", tags: { a: "1", b: "2" } });
    const arn = `/tags/${encodeURIComponent(`arn:aws:apigateway:us-east-1::/usageplans/${id}`)}`;
    front.gateway.keep(decodeURIComponent(arn), {});
    await front.control("PUT", arn, { tags: { c: "3" } });
    await front.control("DELETE", `${arn}?tagKeys=a&tagKeys=b`);
    front.gateway.keep(decodeURIComponent(arn), {});
    expect(bodyOf(await front.control("GET", arn))).toEqual({ tags: { c: "3" } });
    expect(bodyOf(await front.control("GET", `/usageplans/${id}`))["tags"]).toEqual({ c: "3" });
    expect(bodyOf(await front.control("GET", "/usageplans"))["item"]).toMatchObject([{ tags: { c: "3" } }]);
  });

  it("are refused where the emulator knows no such resource", async () => {
    expect(
      (await new Front().control("GET", "/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Fusageplans%2Fnone")).status,
    ).toBe(404);
  });

  it("end with their resource", async () => {
    const front = new Front();
    await front.made("/domainnames", { domainName: "a.example.com", tags: { a: "1" } });
    await front.control("DELETE", "/domainnames/a.example.com");
    front.gateway.keep("/domainnames/a.example.com", { domainName: "a.example.com" });
    expect(bodyOf(await front.control("GET", "/domainnames/a.example.com"))["tags"]).toEqual({});
  });
});
