import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { TerraformVariable, Token } from "cdktf";
import { Construct } from "constructs";
import { Surroundings, tagModule } from "../../../modules/shared";
import { synthesise } from "../support/synthesise";
import type { JsonObject } from "../support/terraform";

describe("the surroundings of a module", () => {
  it("fail the plan where the Region given is not the provider's, and say both", () => {
    const terraform = synthesise((stack) => new Surroundings(stack, "current", "us-west-2"));
    expect(terraform.at("data.aws_region.current_region")["lifecycle"]).toEqual({
      postcondition: [
        {
          condition: '${(self.id == "us-west-2")}',
          error_message: "aws_region is us-west-2: it must be the provider's Region, ${self.id}.",
        },
      ],
    });
  });

  it("know the services' names in their Region", () => {
    synthesise((stack) => {
      expect(new Surroundings(stack, "current", "eu-central-1").serviceEndpoint("sqs")).toBe(
        "sqs.eu-central-1.amazonaws.com",
      );
    });
  });
});

describe("the tags of a module", () => {
  const tagsWith = (own: { projectName: string; environment: string }, given: Record<string, string>) =>
    synthesise((stack) => {
      const module = new Construct(stack, "module");
      new KmsKey(module, "key", {});
      new KmsKey(module, "own", { tags: { Module: "other" } });
      new KmsAlias(module, "alias", { targetKeyId: "key" });
      new KmsKey(stack, "outside", {});
      tagModule(module, "vault", own, given);
    });
  const tagged = tagsWith({ projectName: "shop", environment: "dev" }, { Owner: "payments", CostCentre: "42" });
  const tagsAt = (address: string): JsonObject => tagged.at(address)["tags"] as JsonObject;

  it("name project, environment, module, and what the caller adds", () => {
    expect(tagsAt("aws_kms_key.module_key")).toEqual({
      Project: "shop",
      Environment: "dev",
      Module: "vault",
      Owner: "payments",
      CostCentre: "42",
    });
  });

  it("name no project where there is none", () => {
    expect(tagsWith({ projectName: "", environment: "dev" }, {}).at("aws_kms_key.module_key")["tags"]).toEqual({
      Environment: "dev",
      Module: "vault",
    });
  });

  it("are ours where the caller has the same, so that a bill can be split by them", () => {
    const terraform = tagsWith({ projectName: "", environment: "dev" }, { Module: "mine", Owner: "x" });
    expect(terraform.at("aws_kms_key.module_key")["tags"]).toEqual({ Environment: "dev", Module: "vault", Owner: "x" });
  });

  it("leave a resource that has tags of its own, one that takes none, and what is outside of the module", () => {
    expect(tagsAt("aws_kms_key.module_own")).toEqual({ Module: "other" });
    expect(tagged.at("aws_kms_alias.module_alias")).not.toHaveProperty("tags");
    expect(tagged.at("aws_kms_key.outside")).not.toHaveProperty("tags");
  });

  it("are merged by Terraform where Terraform alone knows the caller's", () => {
    const terraform = synthesise((stack) => {
      const given = new TerraformVariable(stack, "tags", { type: "map(string)" });
      const module = new Construct(stack, "module");
      new KmsKey(module, "key", {});
      tagModule(module, "vault", { projectName: "", environment: "dev" }, Token.asStringMap(given.value));
    });
    expect(terraform.at("aws_kms_key.module_key")["tags"]).toBe(
      '${merge(var.tags, {"Environment" = "dev", "Module" = "vault"})}',
    );
  });
});
