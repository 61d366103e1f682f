import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { OperatorError } from "../../cli/errors";
import { findFunction } from "../../cli/function-address";
import { nameOf } from "../../modules/shared/names";
import { temporaryFolder } from "../tools/temporary-folder";

const wanted = { output: "re_encrypt_function_arn", name: "vault-re-encrypt" };
const arn = "arn:aws:lambda:us-west-2:123456789012:function:vault-re-encrypt-local:live";
const whole = {
  endpoint: "http://127.0.0.1:4566",
  region: "us-west-2",
  account: "123456789012",
  variables: { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "secret", AWS_PROFILE: "" },
  outputs: { re_encrypt_function_arn: arn, vault_table_name: "payment-vault-local" },
};

describe("where a function is", () => {
  const folder = temporaryFolder();

  function leave(content: unknown): void {
    mkdirSync(path.join(folder(), ".local"));
    const text = typeof content === "string" ? content : JSON.stringify(content);
    writeFileSync(path.join(folder(), ".local", "environment.json"), text);
  }

  it("is what the operator names, on the SDK's own account and Region", () => {
    leave(whole);
    expect(findFunction(wanted, { function: "mine" }, folder())).toEqual({
      name: "mine",
      foundBy: "by --function",
      connection: {},
    });
  });

  it("is the environment's live version, also where an embedded AWS left its addresses in the folder", () => {
    leave(whole);
    const found = findFunction(wanted, { environment: "prod" }, folder());
    expect(found).toMatchObject({ name: "vault-re-encrypt-prod:live", connection: {} });
    expect(found.name).toBe(`${nameOf({ projectName: "", environment: "prod" }, wanted.name)}:live`);
  });

  it("is the embedded AWS's own where nothing is said and make start left its addresses", () => {
    leave(whole);
    expect(findFunction(wanted, {}, folder())).toEqual({
      name: arn,
      foundBy: `in ${path.join(".local", "environment.json")}, at http://127.0.0.1:4566`,
      connection: {
        endpoint: "http://127.0.0.1:4566",
        region: "us-west-2",
        credentials: { accessKeyId: "test", secretAccessKey: "secret" },
      },
    });
  });

  it("is nowhere where nothing is said and nothing lies there: the error names all three places", () => {
    const find = () => findFunction(wanted, {}, folder());
    expect(find).toThrow(OperatorError);
    expect(find).toThrow(
      /Neither --function nor --environment is given, and the current folder \(.*\) has no .*make start/,
    );
  });

  it("is not guessed where the stack that is deployed has no such output", () => {
    leave({ ...whole, outputs: {} });
    expect(() => findFunction(wanted, {}, folder())).toThrow("has no output re_encrypt_function_arn");
  });

  it("is not read from a file of another form: every fault is named, no value shown", () => {
    leave({ ...whole, endpoint: "nowhere", variables: { AWS_SECRET_ACCESS_KEY: "secret" } });
    const find = () => findFunction(wanted, {}, folder());
    expect(find).toThrow(/endpoint: .*\n.*variables\.AWS_ACCESS_KEY_ID: /);
    expect(find).not.toThrow(/secret"/);
  });

  it("is not read from a file that is cut short", () => {
    leave('{ "endpoint": ');
    expect(() => findFunction(wanted, {}, folder())).toThrow(/environment\.json cannot be read: /);
  });
});
