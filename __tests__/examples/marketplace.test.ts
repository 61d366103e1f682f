import "../modules/support/code-stand-in";
import { App, Testing } from "cdktf";
import { tmpdir } from "node:os";
import { MarketplaceStack } from "../../examples/typescript/marketplace";
import { strayReferences } from "../modules/support/references";
import { type JsonObject, Terraform } from "../modules/support/terraform";

/** What functions are told of who takes payments, and gives them back. */
const RAILS = ["DEFAULT_RAIL", "RAIL_EGRESS_FUNCTION_ARN", "STRIPE_SECRET_ARN", "ACH_DEBIT_RAIL_FUNCTION_ARN"];

describe("the example of a marketplace", () => {
  const app = new App({ outdir: tmpdir(), skipValidation: true });
  const stack = new Terraform(Testing.synth(new MarketplaceStack(app, "marketplace")));

  it("has the modules that it shows, under readable addresses", () => {
    const functions = stack.all("aws_lambda_function").map(({ attributes }) => attributes["function_name"]);
    for (const name of [
      "payment-processor",
      "escrow-manager",
      "escrow-payouts",
      "ach-transfer-manager",
      "ach-debit-rail",
    ]) {
      expect(functions).toContain(`marketplace-${name}-dev`);
    }
    expect(stack.addresses).toContain("aws_api_gateway_rest_api.api_rest");
    expect(stack.addresses.filter((address) => !/^(data\.)?aws_\w+\.[a-z][a-z0-9_]*$/.test(address))).toEqual([]);
  });

  it("refers to nothing that it does not have, and leaves no value unresolved", () => {
    expect(strayReferences(stack)).toEqual([]);
    expect(stack.text).not.toMatch(/TfToken|undefined/);
  });

  it("lets escrow's roles write payouts, and ACH's roles held money", () => {
    const policies = (table: string) =>
      JSON.stringify(stack.dataSources.filter(({ address }) => address.includes(table)).map((each) => each.attributes));
    expect(policies("ach")).toContain("aws_iam_role.escrow_");
    expect(policies("escrow")).toContain("aws_iam_role.ach_");
  });

  it("takes payments by bank account", () => {
    const asking = stack
      .all("aws_lambda_function")
      .filter(({ attributes }) => JSON.stringify(attributes["environment"]).includes("aws_lambda_alias.ach_"));
    expect(asking.map(({ attributes }) => attributes["function_name"])).toEqual(
      expect.arrayContaining(["marketplace-payment-processor-dev", "marketplace-refund-processor-dev"]),
    );
  });

  it("gives held money back by the rails that payments are taken by", () => {
    const rails = (id: string): unknown => {
      const { variables } = stack.at(`aws_lambda_function.${id}`)["environment"] as { variables: JsonObject };
      return Object.entries(variables).filter(([name]) => RAILS.includes(name));
    };
    expect(rails("escrow_escrow_manager")).toEqual(rails("payments_payment_refunds"));
  });

  it("has the whole API, escrow and ACH included", () => {
    const body = JSON.stringify(stack.at("aws_api_gateway_rest_api.api_rest")["body"]);
    for (const path of ["/payments", "/escrows/{escrow_id}/release", "/ach-transfers", "/bank-accounts"]) {
      expect(body).toContain(path);
    }
  });
});
