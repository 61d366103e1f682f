import type { AppsyncGraphqlApiAdditionalAuthenticationProvider } from "@cdktf/provider-aws/lib/appsync-graphql-api";
import { conditional, Fn, type IResolvable, Op, TerraformIterator, TerraformLocal, Token } from "cdktf";
import type { Construct } from "constructs";

type Providers = AppsyncGraphqlApiAdditionalAuthenticationProvider[] | IResolvable;

/** The users of a Cognito user pool beside IAM principals: there are some or none, also where only Terraform knows which. */
export class Users {
  /** Who is authenticated besides. */
  readonly provider: Providers | undefined;

  /** @param userPoolId empty for none. */
  constructor(
    private readonly userPoolId: string,
    region: string,
  ) {
    const config = (id: string) => ({ userPoolId: id, awsRegion: region });
    if (Token.isUnresolved(userPoolId)) {
      const each = TerraformIterator.fromList(this.pools);
      this.provider = each.dynamic({
        authentication_type: "AMAZON_COGNITO_USER_POOLS",
        user_pool_config: { user_pool_id: Token.asString(each.value), aws_region: region },
      });
    } else if (userPoolId !== "") {
      this.provider = [{ authenticationType: "AMAZON_COGNITO_USER_POOLS", userPoolConfig: config(userPoolId) }];
    }
  }

  /**
   * One text where there are users, another where there are none.
   * @param id of the texts, where it is for Terraform to choose.
   */
  choose(scope: Construct, id: string, some: string, none: string): string {
    if (some === none) return some;
    if (!Token.isUnresolved(this.userPoolId)) return this.userPoolId === "" ? none : some;
    // By way of locals: texts with quotes and line breaks do not stand inside an expression.
    const texts = [
      new TerraformLocal(scope, `${id}_with_users`, some),
      new TerraformLocal(scope, `${id}_without_users`, none),
    ] as const;
    return Token.asString(conditional(Op.eq(Fn.lengthOf(this.pools), 1), texts[0].asString, texts[1].asString));
  }

  private get pools(): string[] {
    return Token.asList(Fn.compact([this.userPoolId]));
  }
}
