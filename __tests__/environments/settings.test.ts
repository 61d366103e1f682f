/** What the modules' settings are in each environment, and what they may be. */
import { dev } from "../../environments/dev";
import { local } from "../../environments/local";
import { prod } from "../../environments/prod";
import { staging } from "../../environments/staging";
import { faultsOf } from "./support/faults";

describe("the API's settings", () => {
  it("let a key alone open money in dev and local, and ask for IAM in staging and prod", () => {
    expect([dev, staging, prod, local].map(({ api }) => api.authorisation)).toEqual([
      "api_key",
      "iam",
      "iam",
      "api_key",
    ]);
  });

  it.each(["staging", "prod"])("may not let a key alone open money in %s", (name) => {
    expect(faultsOf({ ...prod, name, api: { ...prod.api, authorisation: "api_key" } })).toEqual([
      `api.authorisation is "api_key"; allowed in ${name}: iam, cognito or jwt. An API key meters, it does not authorise.`,
    ]);
  });

  it("may let a key alone open money in a short-lived environment", () => {
    expect(faultsOf({ ...dev, name: "pr42" })).toEqual([]);
  });

  it("have what their authorisation needs", () => {
    expect(faultsOf({ ...prod, api: { ...prod.api, authorisation: "cognito" } })).toEqual([
      "api.cognitoUserPoolArns is []; allowed with api.authorisation cognito: at least one.",
    ]);
    expect(faultsOf({ ...prod, api: { ...prod.api, authorisation: "jwt" } })).toEqual([
      "api.jwt is missing; allowed with api.authorisation jwt: issuer, audience and jwksUri.",
    ]);
    const pool = "arn:aws:cognito-idp:us-west-2:123456789012:userpool/us-west-2_a";
    const jwt = { issuer: "https://a.example.com", audience: "payments", jwksUri: "https://a.example.com/keys" };
    expect(faultsOf({ ...prod, api: { ...prod.api, authorisation: "cognito", cognitoUserPoolArns: [pool] } })).toEqual(
      [],
    );
    expect(faultsOf({ ...prod, api: { ...prod.api, authorisation: "jwt", jwt } })).toEqual([]);
  });
});

describe("the payments' settings", () => {
  it("take payments without a method on the simulator in dev and local alone", () => {
    expect([dev, staging, prod, local].map(({ payments }) => payments.defaultRail)).toEqual([
      "simulator",
      "none",
      "none",
      "simulator",
    ]);
  });

  it("name the simulator as the default rail only where it is the acquirer", () => {
    expect(faultsOf({ ...prod, payments: { ...prod.payments, defaultRail: "simulator" } })).toEqual([
      'payments.defaultRail is "simulator"; allowed with acquirer none: none.',
    ]);
  });

  it("let webhooks go to this machine in local alone", () => {
    expect([dev, staging, prod, local].map(({ payments }) => payments.webhookTargets)).toEqual([
      "public",
      "public",
      "public",
      "local",
    ]);
    expect(faultsOf({ ...dev, payments: { ...dev.payments, webhookTargets: "local" } })).toEqual([
      'payments.webhookTargets is "local"; allowed in dev: public.',
    ]);
  });
});

describe("the bank's settings", () => {
  const sftp = {
    url: "sftp://bank.example.com",
    trustedHostKeys: ["ssh-rsa AAAAB3NzaC1yc2E"],
    secretArn: "arn:aws:secretsmanager:us-west-2:123456789012:secret:bank-a1b2c3",
    inbox: "/inbox",
    outbox: "/outbox",
  };
  const odfi = { routingNumber: "121042882", name: "BANK" };

  it("have in local a routing number that no bank has", () => {
    expect(faultsOf({ ...local, ach: { ...local.ach, odfi } })).toEqual([
      'ach.odfi.routingNumber is "121042882"; allowed in local: one that no bank has, 110000000.',
    ]);
    expect(faultsOf({ ...local, ach: { ...local.ach, sftp } })).toEqual([]);
  });

  it("send nothing to a bank's server for a bank that does not exist", () => {
    expect(faultsOf({ ...prod, ach: { ...prod.ach, sftp } })).toEqual([
      'ach.odfi.routingNumber is "110000000", which no bank has; allowed with ach.sftp: the number of the bank whose server it is.',
    ]);
    expect(faultsOf({ ...prod, ach: { ...prod.ach, odfi, sftp } })).toEqual([]);
  });

  it("ask for verified accounts everywhere but in local", () => {
    const asks = [dev, staging, prod, local].map(({ name, ach }) => [name, ach.creditVerification]);
    expect(Object.fromEntries(asks)).toEqual({
      dev: "required",
      staging: "required",
      prod: "required",
      local: "optional",
    });
  });
});
