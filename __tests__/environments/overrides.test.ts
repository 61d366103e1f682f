import fc from "fast-check";
import { environmentsFrom, InvalidEnvironmentError } from "../../environments";
import { dev } from "../../environments/dev";
import { staging } from "../../environments/staging";

describe("the environments to compose", () => {
  it("are all four where nothing is said, in their order", () => {
    expect(environmentsFrom({}).map(({ name }) => name)).toEqual(["dev", "staging", "prod", "local"]);
  });

  it("are the one that ENVIRONMENT_SUFFIX names", () => {
    expect(environmentsFrom({ ENVIRONMENT_SUFFIX: "staging" })).toEqual([staging]);
  });

  // It shares dev's account and Region, whose API Gateway can write logs already.
  const shortLived = (name: string) => ({ ...dev, name, api: { ...dev.api, manageAccountLogging: false } });

  it("are one short-lived environment from dev's settings where the suffix is none of the four", () => {
    expect(environmentsFrom({ ENVIRONMENT_SUFFIX: "pr42" })).toEqual([shortLived("pr42")]);
  });

  it("take a variable that is empty for one that is not set", () => {
    expect(
      environmentsFrom({
        ENVIRONMENT_SUFFIX: "",
        AWS_REGION: "",
        TERRAFORM_STATE_BUCKET: "",
        TERRAFORM_STATE_BUCKET_REGION: "",
      }),
    ).toEqual(environmentsFrom({}));
  });

  it("take no property that every object has for an environment", () => {
    expect(() => environmentsFrom({ ENVIRONMENT_SUFFIX: "constructor" })[0]?.name).not.toThrow();
    expect(environmentsFrom({ ENVIRONMENT_SUFFIX: "constructor" })).toEqual([shortLived("constructor")]);
  });

  it("are made by every suffix that is one", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/), (suffix) => {
        expect(environmentsFrom({ ENVIRONMENT_SUFFIX: suffix }).map(({ name }) => name)).toEqual([suffix]);
      }),
    );
  });
});

describe("an override", () => {
  const overrides = {
    AWS_REGION: "eu-central-1",
    TERRAFORM_STATE_BUCKET: "our-states",
    TERRAFORM_STATE_BUCKET_REGION: "eu-west-1",
  };

  it("holds for the environment's Region and its state", () => {
    expect(environmentsFrom({ ENVIRONMENT_SUFFIX: "prod", ...overrides })).toMatchObject([
      { name: "prod", region: "eu-central-1", state: { bucket: "our-states", region: "eu-west-1" } },
    ]);
  });

  it("of the Region leaves the state where it is", () => {
    expect(environmentsFrom({ ENVIRONMENT_SUFFIX: "prod", AWS_REGION: "eu-central-1" })[0]?.state.region).toBe(
      "us-west-2",
    );
  });

  it("that is wrong is named by its variable, all of them at once", () => {
    const wrong = {
      ENVIRONMENT_SUFFIX: "PR-42",
      AWS_REGION: "west",
      TERRAFORM_STATE_BUCKET: "Our States",
      TERRAFORM_STATE_BUCKET_REGION: "east",
    };
    expect(() => environmentsFrom(wrong)).toThrow(InvalidEnvironmentError);
    expect(() => environmentsFrom(wrong)).toThrow(
      [
        'The environment "PR-42" cannot be used:',
        '  name (from ENVIRONMENT_SUFFIX) is "PR-42"; allowed: 2 to 12 lower-case letters, digits and hyphens, a letter first, no hyphen last.',
        '  region (from AWS_REGION) is "west"; allowed: an AWS Region such as us-west-2.',
        '  state.bucket (from TERRAFORM_STATE_BUCKET) is "Our States"; allowed: a bucket name: 3 to 63 lower-case letters, digits and hyphens.',
        '  state.region (from TERRAFORM_STATE_BUCKET_REGION) is "east"; allowed: an AWS Region such as us-west-2.',
      ].join("\n"),
    );
  });
});

describe("the local bank", () => {
  const bank = {
    LOCAL_BANK_SFTP_URL: "sftp://127.0.0.1:2222",
    LOCAL_BANK_HOST_KEY: "ssh-rsa AAAAB3NzaC1yc2E=",
    LOCAL_BANK_SECRET_ARN: "arn:aws:secretsmanager:us-west-2:123456789012:secret:bank-a1b2c3",
  };

  it("is where the variables say, in local alone", () => {
    const all = environmentsFrom(bank).map(({ name, ach }) => [name, ach.sftp]);
    expect(Object.fromEntries(all)).toEqual({
      dev: undefined,
      staging: undefined,
      prod: undefined,
      local: {
        url: bank.LOCAL_BANK_SFTP_URL,
        trustedHostKeys: [bank.LOCAL_BANK_HOST_KEY],
        secretArn: bank.LOCAL_BANK_SECRET_ARN,
        inbox: "/inbox",
        outbox: "/outbox",
      },
    });
  });

  it("is not there where no address is said: files stay in the bucket", () => {
    expect(environmentsFrom({ ENVIRONMENT_SUFFIX: "local" })[0]?.ach.sftp).toBeUndefined();
  });

  it("that is wrong, or said in part, is named by its variables", () => {
    expect(() =>
      environmentsFrom({ ENVIRONMENT_SUFFIX: "local", LOCAL_BANK_SFTP_URL: "127.0.0.1", LOCAL_BANK_HOST_KEY: "key" }),
    ).toThrow(
      [
        'The environment "local" cannot be used:',
        '  ach.sftp.url (from LOCAL_BANK_SFTP_URL) is "127.0.0.1"; allowed: an address such as sftp://bank.example.com.',
        '  ach.sftp.trustedHostKeys.0 (from LOCAL_BANK_HOST_KEY) is "key"; allowed: a type and base64, such as ssh-rsa AAAA....',
        '  ach.sftp.secretArn (from LOCAL_BANK_SECRET_ARN) is ""; allowed: the ARN of a secret.',
      ].join("\n"),
    );
  });
});
