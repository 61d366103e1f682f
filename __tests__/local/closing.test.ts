import { closingLines } from "../../local/closing";

const file = {
  endpoint: "http://127.0.0.1:4566",
  variables: {
    AWS_ENDPOINT_URL: "http://127.0.0.1:4566",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: "us-west-2",
    AWS_DEFAULT_REGION: "us-west-2",
  },
  api: {
    url: "http://127.0.0.1:4566/restapis/a/local/_user_request_",
    key: "k",
    id: "a",
    stage: "local",
    host: "a.execute-api",
  },
  events: { bus: "payments-local" },
  outputs: { payment_transactions_table_name: "payment-transactions-local" },
};
const lines = (folder: string): string[] => closingLines({ file, folder, projectFolder: "/project" });
const commands = (folder: string): string[] => lines(folder).filter((line) => line.startsWith("bin/"));

describe("what make start closes with", () => {
  it("has addresses, key, where the logs are, and a curl call with all of them in its places", () => {
    const text = lines("/project/.local").join("\n");
    for (const part of [
      file.api.url,
      file.api.key,
      file.api.host,
      "/project/.local/environment.json",
      "acquirer.log",
      "bank.log",
    ])
      expect(text).toContain(part);
    expect(text).toContain(`curl -X POST ${file.api.url}/payments -H "x-api-key: k"`);
    expect(text).toContain("AWS_REGION=us-west-2 AWS_DEFAULT_REGION=us-west-2");
    expect(text).not.toContain("undefined");
  });

  it("needs no more than the command where the command line finds all by itself", () => {
    expect(commands("/project/.local").map((line) => line.split("#")[0]?.trim())).toEqual([
      "bin/ecosystemaws listen",
      "bin/ecosystemaws trigger payment.completed",
      "bin/ecosystemaws clock +3d",
    ]);
  });

  it("says where everything is where it does not", () => {
    expect(commands("/elsewhere").map((line) => line.split("#")[0]?.trim())).toEqual([
      "bin/ecosystemaws listen --bus payments-local",
      "bin/ecosystemaws trigger payment.completed --bus payments-local",
      "bin/ecosystemaws clock +3d --endpoint http://127.0.0.1:4566",
    ]);
  });
});
