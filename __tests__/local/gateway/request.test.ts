import { originForm, readRequest } from "../../../local/gateway/request";
import { formCall, jsonCall, restCall } from "./fake-upstream";

describe("reading a request", () => {
  it("takes service, Region and access key from the signature", () => {
    expect(jsonCall("kms", "TrentService.Decrypt", {})).toMatchObject({
      service: "kms",
      region: "us-east-1",
      accessKeyId: "AKID",
    });
  });

  it("takes them from the query of a presigned address", () => {
    const url = "/bucket/key?X-Amz-Credential=AKID%2F20260101%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Signature=0";
    const request = readRequest({ method: "GET", url, headers: {}, rawHeaders: [], body: Buffer.alloc(0) });
    expect(request).toMatchObject({ service: "s3", region: "eu-west-1", accessKeyId: "AKID" });
  });

  it("names no service where nothing is signed", () => {
    expect(readRequest({ method: "GET", url: "/x", headers: {}, rawHeaders: [], body: Buffer.alloc(0) })).toMatchObject(
      { service: "", operation: "GET /x" },
    );
  });

  it("names the operation by target, by form action, by REST path, and else by method and path", () => {
    expect(jsonCall("dynamodb", "DynamoDB_20120810.PutItem", {}).operation).toBe("PutItem");
    expect(formCall("monitoring", { Action: "PutMetricAlarm", Version: "2010-08-01" }).operation).toBe(
      "PutMetricAlarm",
    );
    expect(restCall("lambda", "POST", "/2015-03-31/functions/vault/invocations?Qualifier=live").operation).toBe(
      "Invoke",
    );
    expect(restCall("s3", "GET", "/bucket?versioning").operation).toBe("GET /bucket");
  });
});

describe("the target of a request line", () => {
  it.each([
    ["/path?a=1", "/path?a=1"],
    ["http://123456789012.127.0.0.1:4566/v20180820/x?y=1", "/v20180820/x?y=1"],
    ["http://127.0.0.1:4566", "/"],
    ["http://127.0.0.1:4566?list-type=2", "/?list-type=2"],
  ])("of %s is %s", (url, target) => {
    expect(originForm(url)).toBe(target);
  });
});
