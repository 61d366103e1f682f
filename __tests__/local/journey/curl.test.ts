import { apiAddress, type ApiAddress } from "../../../local/api-address";
import { readCurl } from "../../../local/journey/curl";
import { DOCUMENTED_CALLS, type DocumentedCall, forReader } from "../../../local/journey/documented-calls";

const api: ApiAddress = {
  url: "http://127.0.0.1:4566/restapis/abc123/local/_user_request_",
  key: "secret-key",
  id: "abc123",
  stage: "local",
  host: "abc123.execute-api.us-west-2.amazonaws.com",
};
const names = Object.keys(DOCUMENTED_CALLS) as DocumentedCall[];

describe("a documented call, for its reader", () => {
  it.each(names)("%s has address and key in their places, and no other change", (name) => {
    const text = forReader(name, api);
    expect(text).not.toMatch(/API_ENDPOINT|\{api-id\}|YOUR_API_KEY|us-east-1|https:/);
    expect(readCurl(text).headers["x-api-key"]).toBe("secret-key");
    const written = DOCUMENTED_CALLS[name];
    const body = written.slice(written.indexOf("-d '"));
    if (written.includes("-d '")) expect(text).toContain(body);
  });

  it("goes to the stage's address, or to the API's own name where the documents do", () => {
    expect(readCurl(forReader("validate", api)).url).toBe(`${api.url}/validate`);
    expect(readCurl(forReader("get", api)).url).toBe(`http://${api.host}/local/payments/pay_123456`);
  });
});

describe("a curl command as an HTTP call", () => {
  it("has method, headers and body; lines go on after a backslash", () => {
    expect(readCurl(forReader("submit", api))).toEqual({
      method: "POST",
      url: `http://${api.host}/local/payments`,
      headers: { "content-type": "application/json", "x-api-key": "secret-key" },
      body: DOCUMENTED_CALLS.submit.split("-d '")[1]?.slice(0, -1),
    });
  });

  it.each([
    ["curl http://h/a", "GET"],
    ["curl http://h/a -d x", "POST"],
    ["curl -X DELETE http://h/a", "DELETE"],
  ])("%s is a %s", (command, method) => {
    expect(readCurl(command)).toMatchObject({ method, url: "http://h/a" });
  });

  it.each([
    ["wget http://h/a", "no curl command: wget"],
    ["curl --insecure http://h/a", "curl is not read with --insecure"],
    ["curl http://h/a http://h/b", "curl is not read with http://h/b"],
    ["curl -X", "-X of curl has no value"],
    ["curl -X POST", "curl has no address"],
  ])("%s is refused", (command, message) => {
    expect(() => readCurl(command)).toThrow(message);
  });
});

describe("the API's address", () => {
  const outputs = { rest_api_id: "abc123", stage_name: "local", api_key: "secret-key" };
  const aws = { endpoint: "http://127.0.0.1:4566", region: "us-west-2" };

  it("is the embedded AWS's own, with the API's host name beside it", () => {
    expect(apiAddress(aws, outputs)).toEqual(api);
  });

  it.each(Object.keys(outputs))("is not known without the output %s", (name) => {
    const { [name as keyof typeof outputs]: _, ...others } = outputs;
    expect(() => apiAddress(aws, others)).toThrow(`the stack has no output ${name}`);
  });
});
