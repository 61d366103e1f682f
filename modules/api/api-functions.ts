import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import {
  type FunctionSettings,
  globalNameOf,
  grantTableKey,
  isVariable,
  PlatformFunction,
  PlatformRole,
} from "../shared";
import { CHECK_KEYS, CHECK_QUEUES, CHECK_TABLES } from "./perms";

/** The partition that `GET /status` asks tables for; no item is in it. */
const CHECKED_KEY = "STATUS";

export interface StatusFunctionProps extends FunctionSettings {
  readonly homeRegion: string;
  /** Names. */
  readonly tables: readonly string[];
  /** ARNs. */
  readonly keys: readonly string[];
  /** URLs. */
  readonly queues: readonly string[];
  /** A table and its key that may be empty, where there is no ACH. */
  readonly ach: { readonly tableName: string; readonly keyArn: string };
}

/** The function behind `GET /status`: sees whether all is there that the platform cannot do without. */
export class StatusFunction extends Construct {
  readonly lambda: PlatformFunction<"api/status">;

  constructor(scope: Construct, id: string, props: StatusFunctionProps) {
    super(scope, id);
    const { surroundings, naming, homeRegion, queues, ach } = props;
    const tables = withAny(props.tables, ach.tableName);
    const keys = withAny(props.keys, ach.keyArn);
    const role = new PlatformRole(this, "role", {
      name: globalNameOf(naming, "payment-status", { region: surroundings.region, homeRegion }),
      description: "Sees whether tables, keys and queues are well; reads nothing that they hold.",
    });
    const arn = (service: string, resource: string): string =>
      `arn:${surroundings.partition}:${service}:${surroundings.region}:${surroundings.accountId}:${resource}`;
    const encryptionKey = props.environmentKey;
    // Where only Terraform knows whether there is one: what turns out to be empty is left out, and a statement, which needs a resource,
    // has a name that nothing has.
    const isUnknown = isVariable(this, ach.tableName);
    const thoseThere = (list: readonly string[]): readonly string[] =>
      isUnknown ? Token.asList(Fn.compact([...list])) : list;
    const orNone = (text: string, none: string): string =>
      isUnknown ? Token.asString(Fn.coalesce([text, none])) : text;
    const achKeyArn = orNone(ach.keyArn, arn("kms", "key/no-key-is-configured"));
    role.allow(
      {
        sid: "CheckTables",
        effect: "Allow",
        actions: [...CHECK_TABLES],
        resources: withAny(props.tables, orNone(ach.tableName, "no-table-is-configured")).map((name) =>
          arn("dynamodb", `table/${name}`),
        ),
        condition: [{ test: "ForAllValues:StringEquals", variable: "dynamodb:LeadingKeys", values: [CHECKED_KEY] }],
      },
      {
        sid: "CheckKeys",
        effect: "Allow",
        actions: [...CHECK_KEYS],
        resources: withAny(props.keys, achKeyArn),
      },
      {
        sid: "CheckQueues",
        effect: "Allow",
        actions: [...CHECK_QUEUES],
        resources: queues.map((url) => arn("sqs", nameInUrl(url))),
      },
    );
    grantTableKey(role, "CheckTables", { encryptionKey, surroundings });
    if (achKeyArn !== "") grantTableKey(role, "CheckAchTable", { encryptionKey: { arn: achKeyArn }, surroundings });
    this.lambda = new PlatformFunction(this, "Resource", {
      ...props,
      entry: "api/status",
      name: "payment-status",
      description: "Tells whether all is there that payments need.",
      environment: { CHECKS: Fn.jsonencode({ tables: thoseThere(tables), keys: thoseThere(keys), queues }) },
      role,
      failures: "synchronous",
    });
  }
}

/** A list with one more, where it is not known to be empty. */
const withAny = (list: readonly string[], text: string): string[] => (text === "" ? [...list] : [...list, text]);

/** A queue's URL ends with its name. */
const nameInUrl = (url: string): string => Token.asString(Fn.element(Fn.reverse(Fn.split("/", url)), 0));

export interface JwtAuthoriserProps extends FunctionSettings {
  readonly homeRegion: string;
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri: string;
}

/** The authoriser that takes JWTs of the issuer. */
export class JwtAuthoriser extends Construct {
  readonly lambda: PlatformFunction<"api/jwt-authoriser">;

  constructor(scope: Construct, id: string, props: JwtAuthoriserProps) {
    super(scope, id);
    const { surroundings, naming, homeRegion } = props;
    const role = new PlatformRole(this, "role", {
      name: globalNameOf(naming, "jwt-authoriser", { region: surroundings.region, homeRegion }),
      description: "Verifies tokens; calls no service of AWS.",
    });
    this.lambda = new PlatformFunction(this, "Resource", {
      ...props,
      entry: "api/jwt-authoriser",
      name: "api-jwt-authoriser",
      description: "Verifies the JWT of a caller.",
      environment: { JWT_ISSUER: props.issuer, JWT_AUDIENCE: props.audience, JWT_JWKS_URI: props.jwksUri },
      role,
      failures: "synchronous",
    });
  }
}
