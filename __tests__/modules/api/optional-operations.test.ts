/** Operations that an API has only where their functions are given. */
import "../support/code-stand-in";
import { ref, Token } from "cdktf";
import { apiDocument } from "../../../modules/api";
import { api, exported, functionArn, plainApi } from "../support/synthesise";
import { asText, type Terraform } from "../support/terraform";

const ESCROW = { escrowManagerFunctionArn: functionArn("escrow-manager") };
const ACH = {
  bankAccountVerifierFunctionArn: functionArn("bank-account-verifier"),
  achTransferManagerFunctionArn: functionArn("ach-transfer-manager"),
};
const plain = plainApi("plain");
const whole = api({ ...ESCROW, ...ACH });
const inner = exported("api").files["main.tf.json"]!;
const bodyOf = (terraform: Terraform): string => asText(terraform.at("aws_api_gateway_rest_api.rest")["body"]);

describe("the operations about escrows", () => {
  const statusArn = "${aws_lambda_alias.status_live.arn}";
  const escrowPaths = (text: string): number => text.match(/"\/escrows[^"]*" = /g)?.length ?? 0;

  it("are there where their function is given, and not where it is not", () => {
    expect(escrowPaths(bodyOf(plain))).toBe(0);
    expect(escrowPaths(bodyOf(whole))).toBeGreaterThan(10);
    expect(bodyOf(whole)).toContain(`functions/${ESCROW.escrowManagerFunctionArn}/invocations`);
    const permissions = (terraform: Terraform): number =>
      terraform.all("aws_lambda_permission").filter(({ address }) => /escrow|dispute/.test(address)).length;
    expect([permissions(plain), permissions(whole)]).toEqual([0, 15]);
  });

  it("are there where the function is another module's of the stack, whose ARN only the apply knows", () => {
    const made = api({ escrowManagerFunctionArn: Token.asString(ref("aws_lambda_alias.escrow_manager_live.arn")) });
    expect(bodyOf(made)).not.toContain("merge(");
    expect(escrowPaths(bodyOf(made))).toBe(escrowPaths(bodyOf(whole)));
    expect(made.at("aws_lambda_permission.permission_get_escrow")["function_name"]).not.toContain("coalesce");
  });

  it("are chosen by Terraform for users of HCL: all of them or none", () => {
    expect(bodyOf(inner)).toContain('{"paths" = merge({');
    expect(bodyOf(inner)).toContain('{"true" = {}, "false" = {"/escrows" = ');
    expect(bodyOf(inner)).toContain('}[contains([""], var.escrow_manager_function_arn)], {"true" = {}, ');
    expect(escrowPaths(bodyOf(inner).split('"cognito" = jsonencode(')[0] ?? "")).toBe(escrowPaths(bodyOf(whole)));
  });

  it("may be called by API Gateway; without their function, a permission for what the API does not have stands in", () => {
    expect(inner.at("aws_lambda_permission.permission_get_escrow")).toMatchObject({
      function_name: `\${element(split(":", coalesce(var.escrow_manager_function_arn, ${statusArn.slice(2, -1)})), 6)}`,
      source_arn: expect.stringMatching(/\/GET\/escrows\/\*$/) as string,
    });
    expect(inner.at("aws_lambda_permission.permission_get_payment")["function_name"]).not.toContain("coalesce");
  });

  it("have paths of their own: a choice is by path", () => {
    const functions = Object.values(apiDocument().paths).map((path) => [
      ...new Set(Object.values(path).map((operation) => operation["x-function"])),
    ]);
    expect(functions.filter((each) => each.includes("escrow-manager") && each.length > 1)).toEqual([]);
  });
});

describe("the operations about ACH", () => {
  const paths = (text: string): number => text.match(/"\/(bank-accounts|ach-transfers)[^"]*" = /g)?.length ?? 0;

  it("are there where their functions are given, each by itself, and not where they are not", () => {
    expect(paths(bodyOf(plain))).toBe(0);
    const documented = Object.keys(apiDocument().paths).filter((path) => /^\/(bank-accounts|ach-transfers)/.test(path));
    expect(paths(bodyOf(whole))).toBe(documented.length);
    expect(documented.length).toBeGreaterThan(7);
    const accounts = bodyOf(api({ bankAccountVerifierFunctionArn: ACH.bankAccountVerifierFunctionArn }));
    expect([accounts.includes('"/bank-accounts" = '), accounts.includes('"/ach-transfers" = ')]).toEqual([true, false]);
  });

  it("are chosen by Terraform for users of HCL", () => {
    for (const name of ["bank_account_verifier", "ach_transfer_manager"])
      expect(bodyOf(inner)).toContain(`}[contains([""], var.${name}_function_arn)]`);
  });

  it("have paths of their own: a choice is by path", () => {
    const shared = Object.values(apiDocument().paths)
      .map((path) => [...new Set(Object.values(path).map((operation) => operation["x-function"]))])
      .filter((each) => each.length > 1 && each.some((name) => /^(ach|bank)-/.test(name)));
    expect(shared).toEqual([]);
  });
});
