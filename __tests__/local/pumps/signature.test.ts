import { signedHeaders } from "../../../local/pumps/signature";

describe("a signed call", () => {
  const post = {
    host: "127.0.0.1",
    service: "sqs",
    region: "us-east-1",
    target: "AmazonSQS.ReceiveMessage",
    body: "{}",
  };
  const keys = { accessKeyId: "key", secretAccessKey: "secret", sessionToken: "token" };
  const moment = Date.parse("2026-11-21T12:34:56.789Z");
  const signatureOf = (changed: object, key: object = {}): string =>
    signedHeaders({ ...post, ...changed }, { ...keys, ...key }, moment)["authorization"] ?? "";

  it("names its moment, its scope and all that is signed", () => {
    const headers = signedHeaders(post, keys, moment);
    expect(headers).toMatchObject({
      host: "127.0.0.1",
      "x-amz-date": "20261121T123456Z",
      "x-amz-security-token": "token",
    });
    // As the AWS SDK signs the same call.
    expect(headers["authorization"]).toBe(
      "AWS4-HMAC-SHA256 Credential=key/20261121/us-east-1/sqs/aws4_request, " +
        "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, " +
        "Signature=1b2cb33d46540469960465a967c79b9ef812bb2f0f0e26838fcab49e9c7a06bc",
    );
  });

  it.each([
    [{ body: "{ }" }],
    [{ target: "AmazonSQS.DeleteMessage" }],
    [{ region: "us-west-2" }],
    [{ service: "dynamodb" }],
  ])("with %j has another signature", (changed) => {
    expect(signatureOf(changed)).not.toBe(signatureOf({}));
  });

  it("with another secret has another signature", () => {
    expect(signatureOf({}, { secretAccessKey: "other" })).not.toBe(signatureOf({}));
  });
});
