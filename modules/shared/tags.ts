import { Aspects, Fn, type IAspect, Token } from "cdktf";
import type { Construct, IConstruct } from "constructs";

type TagMap = Readonly<Record<string, string>>;

interface Taggable extends IConstruct {
  tags?: Record<string, string>;
  readonly tagsInput?: Record<string, string>;
}
const isTaggable = (node: IConstruct): node is Taggable => "tagsInput" in node && "tags" in node;

class TagAspect implements IAspect {
  constructor(private readonly tags: Record<string, string>) {}
  visit(node: IConstruct): void {
    if (isTaggable(node) && node.tagsInput === undefined) node.tags = this.tags;
  }
}

/**
 * Tags everything below a module: project, environment and module, with the caller's tags (owner, cost centre) beside them.
 * Our own keys win, so that a bill can be split by them.
 */
export function tagModule(
  scope: Construct,
  module: string,
  own: { readonly projectName: string; readonly environment: string },
  given: TagMap,
): void {
  const ours = {
    Environment: own.environment,
    Module: module,
    ...(own.projectName === "" ? {} : { Project: own.projectName }),
  };
  const tags = Token.isUnresolved(given) ? Token.asStringMap(Fn.merge([given, ours])) : { ...given, ...ours };
  Aspects.of(scope).add(new TagAspect(tags));
}
