import { PaymentcryptographyKey } from "@cdktf/provider-aws/lib/paymentcryptography-key";
import { conditional, type IResolvable, Token } from "cdktf";
import { Construct } from "constructs";

/**
 * AWS Payment Cryptography keys for verifying CVV2 and CSC, for those who issue cards. Never the vault: that is KMS.
 * Off by default (US dollars 200 a million calls).
 */
export class CardVerificationKeys extends Construct {
  constructor(scope: Construct, id: string, { enabled }: { readonly enabled: boolean | IResolvable }) {
    super(scope, id);
    const key = new PaymentcryptographyKey(this, "cvv2_key", { exportable: false, enabled: true });
    // An object in one major version of the provider's bindings and a list in the other; Terraform's JSON takes the list.
    key.addOverride("key_attributes", [
      {
        key_algorithm: "TDES_2KEY",
        key_class: "SYMMETRIC_KEY",
        key_usage: "TR31_C0_CARD_VERIFICATION_KEY",
        key_modes_of_use: [{ generate: true, verify: true }],
      },
    ]);
    if (Token.isUnresolved(enabled)) key.addOverride("count", Token.asString(conditional(enabled, 1, 0)));
  }
}
