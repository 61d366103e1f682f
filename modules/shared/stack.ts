import { TerraformElement, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct, Node } from "constructs";

/** Construct ids that name no level of their own, so that `new SecureKey(this, "payment_key")` is `aws_kms_key.payment_key`. */
const SILENT_IDS: ReadonlySet<string> = new Set(["Default", "Resource"]);

/** Two constructs of a stack ask for one Terraform address. */
export class AddressCollisionError extends Error {
  override readonly name = "AddressCollisionError";
  constructor(address: string, first: string, second: string) {
    super(`Two constructs have the address "${address}": ${first} and ${second}. Give one of them another id.`);
  }
}

/**
 * A stack with readable addresses: the construct path joined by `_`, without a hash (ADR 0002).
 *
 * `payment_cryptography` / `payment_key` becomes `aws_kms_key.payment_cryptography_payment_key`.
 * @throws AddressCollisionError at synthesis, where two paths give one address.
 */
export class ReadableStack extends TerraformStack {
  // `declare`: the base constructor may allocate ids before a field of this class would exist.
  declare private taken?: Map<string, string>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.addOverride("terraform.required_version", ">= 1.10.0");
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    const below = node.scopes.slice(node.scopes.indexOf(this) + 1);
    const address = below
      .map((scope) => scope.node.id)
      .filter((id) => !SILENT_IDS.has(id))
      .join("_")
      .replace(/[^A-Za-z0-9_-]/g, "_");
    this.taken ??= new Map();
    // A variable and an output may share a name; two resources may not, whatever their types.
    const key = `${kindOf(element)} ${address}`;
    const holder = this.taken.get(key) ?? node.path;
    if (holder !== node.path) throw new AddressCollisionError(address, holder, node.path);
    this.taken.set(key, node.path);
    return address;
  }
}

const kindOf = (element: TerraformElement | Node): string => {
  if (element instanceof TerraformVariable) return "variable";
  return element instanceof TerraformOutput ? "output" : "resource";
};
