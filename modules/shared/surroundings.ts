import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { Op, TerraformSelf } from "cdktf";
import { Construct } from "constructs";

/** Where a module instance is deployed: the account, Region and partition of its provider. */
export class Surroundings extends Construct {
  readonly accountId: string;
  readonly partition: string;
  /** The account's root principal: every principal of the account that IAM lets. */
  readonly accountRoot: string;
  /** The Region as the caller gave it; a plan fails where the provider's is another. */
  readonly region: string;

  /** @param region the `aws_region` input. */
  constructor(scope: Construct, id: string, region: string) {
    super(scope, id);
    this.region = region;
    this.accountId = new DataAwsCallerIdentity(this, "identity", {}).accountId;
    this.partition = new DataAwsPartition(this, "partition", {}).partition;
    this.accountRoot = `arn:${this.partition}:iam::${this.accountId}:root`;
    // `id` is the one attribute that provider 5 and 6 have in common.
    const providersRegion = TerraformSelf.getString("id");
    new DataAwsRegion(this, "region", {
      lifecycle: {
        postcondition: [
          {
            condition: Op.eq(providersRegion, region),
            errorMessage: `aws_region is ${region}: it must be the provider's Region, ${providersRegion}.`,
          },
        ],
      },
    });
  }

  /** A service's principal is global, its endpoint in this Region is not: `dynamodb.us-west-2.amazonaws.com`. */
  serviceEndpoint(service: string): string {
    return `${service}.${this.region}.amazonaws.com`;
  }
}
