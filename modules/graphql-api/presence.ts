import { conditional, Fn, type IResolvable, Op, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { isEmpty, isVariable } from "../shared";
import type { OptionalFunction } from "./schema";

/** Which of the functions there are that may be left out: known at synthesis, or for Terraform to see. */
export class Presence {
  private readonly variables: readonly OptionalFunction[];

  /** @param functionArns empty for a function that is not there. */
  constructor(
    scope: IConstruct,
    private readonly functionArns: Readonly<Record<OptionalFunction, string>>,
  ) {
    const names = Object.keys(functionArns) as OptionalFunction[];
    this.variables = names.filter((name) => isVariable(scope, functionArns[name]));
  }

  /** Whether functions may all be there; where Terraform sees it, they may. */
  mayHave(needs: readonly OptionalFunction[]): boolean {
    return needs.every((name) => this.functionArns[name] !== "");
  }

  /** Whether it is for Terraform to see that functions are all there. */
  isOpen(needs: readonly OptionalFunction[]): boolean {
    return needs.some((name) => this.variables.includes(name));
  }

  /** One text where functions that may be there are all there, another where they are not; neither has quotes in it. */
  choose(needs: readonly OptionalFunction[], there: string, otherwise: string): string {
    return this.isOpen(needs) ? Token.asString(conditional(this.missing(needs), otherwise, there)) : there;
  }

  /** The ARN of a function that may be there; where it is not, of one that stands in. */
  arnOf(name: OptionalFunction, standIn: string): string {
    const functionArn = this.functionArns[name];
    return this.isOpen([name]) ? Token.asString(Fn.coalesce([functionArn, standIn])) : functionArn;
  }

  private missing(needs: readonly OptionalFunction[]): string | IResolvable {
    const [first = "", ...more] = needs.filter((name) => this.isOpen([name])).map((name) => this.functionArns[name]);
    return more.reduce<string | IResolvable>((one, other) => Op.or(one, isEmpty(other)), isEmpty(first));
  }
}
