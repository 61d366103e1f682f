import { Construct } from "constructs";
import { globalNameOf, type Naming, PlatformRole, type Surroundings } from "../shared";

export interface RolesProps {
  readonly surroundings: Surroundings;
  readonly naming: Naming;
  readonly homeRegion: string;
}

/** A role for each function of the vault, and the payment processor's, which sees tokens only. They stand before the keys, whose policies name them. */
export class Roles extends Construct {
  readonly tokenise: PlatformRole;
  readonly detokenise: PlatformRole;
  readonly railEgress: PlatformRole;
  readonly reEncrypt: PlatformRole;
  readonly paymentProcessor: PlatformRole;

  constructor(scope: Construct, id: string, { surroundings, naming, homeRegion }: RolesProps) {
    super(scope, id);
    const make = (roleId: string, thing: string, description: string): PlatformRole =>
      new PlatformRole(this, roleId, {
        name: globalNameOf(naming, thing, { region: surroundings.region, homeRegion }),
        description,
      });
    this.tokenise = make("tokenise", "vault-tokenise", "Turns card numbers into tokens; cannot turn them back.");
    this.detokenise = make(
      "detokenise",
      "vault-detokenise",
      "Gives a card number back to a person or system that may have it.",
    );
    this.railEgress = make("rail_egress", "vault-rail-egress", "Opens a card number to send it to the acquirer.");
    this.reEncrypt = make("re_encrypt", "vault-re-encrypt", "Writes envelopes and fingerprints anew after a rotation.");
    this.paymentProcessor = make(
      "payment_processor",
      "payment-processor",
      "Processes payments; sees tokens, never card numbers.",
    );
  }

  /** ARNs of the roles that may write the vault's table. */
  get vault(): string[] {
    return [this.tokenise, this.detokenise, this.railEgress, this.reEncrypt].map((role) => role.arn);
  }
}
