import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Construct } from "constructs";
import type { Environment } from "./schema";

/** The AWS provider of a stack; its default tags reach what a module does not tag. */
export const useProvider = (stack: Construct, { name, tags }: Environment, region: string): AwsProvider =>
  new AwsProvider(stack, "aws", {
    region,
    defaultTags: [{ tags: { Project: "ecosystemaws-payments", Environment: name, ...tags } }],
  });
