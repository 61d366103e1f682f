import { conditional, Fn, Token } from "cdktf";

/** What every name of a module instance is made from. */
export interface Naming {
  /** In front where it is given (`ecosystemaws-payment-transactions-prod`); empty in the platform itself. */
  readonly projectName: string;
  /** The suffix: `dev`, `staging`, `prod`, `pr42`. */
  readonly environment: string;
}

/** Longest values the inputs allow; names are checked against them where the value is not known at synthesis. */
export const MAX_PROJECT_NAME = 18;
export const MAX_ENVIRONMENT = 12;

/** Longest names that the services take, in characters. */
export const NAME_LIMITS = {
  role: 64,
  function: 64,
  bucket: 63,
  table: 255,
  alarm: 255,
  rule: 64,
  topic: 256,
  queue: 80,
  bus: 256,
  archive: 48,
  schedule: 64,
  secret: 512,
  webAcl: 128,
  restApi: 128,
} as const;
/** An account id and its hyphen, behind bucket names. */
const ACCOUNT_SUFFIX = 13;

/** A name would be longer than its service allows. */
export class NameTooLongError extends Error {
  override readonly name = "NameTooLongError";
  constructor(name: string, length: number, limit: number) {
    super(
      `The name "${name}" can be ${String(length)} characters long; ${String(limit)} are allowed. Shorten the project name or the environment.`,
    );
  }
}

/** Parts that are given, joined by hyphens; a part that only Terraform knows is joined by Terraform. */
function join(parts: readonly string[]): string {
  if (parts.some((part) => Token.isUnresolved(part))) return Fn.join("-", Fn.compact([...parts]));
  return parts.filter((part) => part !== "").join("-");
}

const lengthOf = (part: string, most: number): number => (Token.isUnresolved(part) ? most : part.length);

/**
 * The one way to name a thing: `<project>-<thing>-<environment>`, without the project where there is none.
 * @throws NameTooLongError where the name can be longer than `limit` characters.
 */
export function nameOf({ projectName, environment }: Naming, thing: string, limit: number = NAME_LIMITS.role): string {
  const project = lengthOf(projectName, MAX_PROJECT_NAME);
  const length = (project > 0 ? project + 1 : 0) + thing.length + 1 + lengthOf(environment, MAX_ENVIRONMENT);
  const name = join([projectName, thing, environment]);
  if (length > limit) throw new NameTooLongError(thing, length, limit);
  return name;
}

/** A bucket's name is unique in the world: `<project>-<thing>-<environment>-<suffix>`, the suffix being the account id by default. */
export const bucketNameOf = (naming: Naming, thing: string, suffix: string): string =>
  join([nameOf(naming, thing, NAME_LIMITS.bucket - ACCOUNT_SUFFIX), suffix]);

/** Names that are global to an account (roles, dashboards) carry the Region outside the home Region. */
export function globalNameOf(
  naming: Naming,
  thing: string,
  { region, homeRegion }: { readonly region: string; readonly homeRegion: string },
): string {
  const name = nameOf(naming, thing, NAME_LIMITS.role - "-ap-southeast-1".length);
  if (homeRegion === "" || homeRegion === region) return name;
  if (!Token.isUnresolved(homeRegion) && !Token.isUnresolved(region)) return join([name, region]);
  const away = conditional(Fn.contains(["", region], homeRegion), "", region);
  return Fn.join("-", Fn.compact([name, Token.asString(away)]));
}
