import { Construct } from "constructs";
import { nameOf, type Naming } from "./names";
import { RECOGNISE_REQUESTS } from "./perms";
import { awsPrincipals } from "./policy";
import type { RoleReference } from "./role";
import { type KeyKeeping, SecureKey } from "./secure-key";
import type { Surroundings } from "./surroundings";

export interface RequestKeyProps extends KeyKeeping {
  readonly surroundings: Surroundings;
  readonly naming: Naming;
  /** Name of the key's alias before the suffix: `payments-request`. */
  readonly name: string;
  readonly preventDestroy: boolean;
  /** The roles that may use the key; nobody else, whatever IAM says. */
  readonly users: readonly RoleReference[];
}

/**
 * The HMAC key by which a request is recognised when it comes again: a plain hash would let whoever reads the table guess what was
 * asked for. It cannot rotate; a new one forgets which requests were seen, which their records' expiry does anyway.
 */
export class RequestKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: RequestKeyProps) {
    super(scope, id);
    const { surroundings, naming, users } = props;
    const key = new SecureKey(this, "Resource", {
      ...props,
      description: "Makes the fingerprints that requests are recognised by. An HMAC key cannot rotate.",
      alias: nameOf(naming, props.name),
      kind: "fingerprint-hmac",
      statements: [
        {
          sid: "RecogniseRequests",
          effect: "Allow",
          principals: awsPrincipals(surroundings.accountRoot),
          actions: [...RECOGNISE_REQUESTS],
          resources: ["*"],
          condition: [{ test: "ArnEquals", variable: "aws:PrincipalArn", values: users.map(({ arn }) => arn) }],
        },
      ],
    });
    this.arn = key.arn;
    for (const role of users)
      role.allow({
        sid: "RecogniseRequests",
        effect: "Allow",
        actions: [...RECOGNISE_REQUESTS],
        resources: [key.arn],
      });
  }
}
