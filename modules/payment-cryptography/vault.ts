import { Construct } from "constructs";
import { type FunctionSettings, PlatformFunction } from "../shared";
import type { Keys } from "./keys";
import { ENVELOPE_PURPOSE } from "./keys";
import {
  DETOKENISE_TABLE,
  FINGERPRINT,
  OPEN,
  RAIL_EGRESS_TABLE,
  RE_ENCRYPT_TABLE,
  SEAL,
  SIMULATOR_TABLE,
  TOKENISE_TABLE,
} from "./perms";
import type { Roles } from "./roles";
import type { Tables } from "./tables";

export interface VaultProps extends FunctionSettings {
  readonly keys: Keys;
  readonly roles: Roles;
  readonly tables: Tables;
  readonly paymentKeySpec: string;
  readonly acquirer: string;
  readonly encryptor: string;
}

/** The vault's four functions, each with its own role. None is invoked asynchronously: their events hold card data. */
export class Vault extends Construct {
  readonly tokenise: PlatformFunction<"vault/tokenise">;
  readonly detokenise: PlatformFunction<"vault/detokenise">;
  readonly railEgress: PlatformFunction<"vault/rail-egress">;
  readonly reEncrypt: PlatformFunction<"vault/re-encrypt">;

  constructor(scope: Construct, id: string, props: VaultProps) {
    super(scope, id);
    const { keys, roles, tables, paymentKeySpec, acquirer, encryptor } = props;
    const reading = { VAULT_TABLE_NAME: tables.vault.name, VAULT_KEY_ARN: keys.vault.arn };
    const writing = {
      ...reading,
      FINGERPRINT_KEY_ARNS: keys.fingerprintArnsByVersion,
      PAYMENT_KEY_SPEC: paymentKeySpec,
      ENCRYPTOR: encryptor,
    };

    this.grants(roles, keys, tables);
    this.tokenise = new PlatformFunction(this, "tokenise", {
      ...props,
      entry: "vault/tokenise",
      name: "vault-tokenise",
      description: "Turns a card number into a token.",
      environment: { ...writing, ACQUIRER: acquirer },
      role: roles.tokenise,
      failures: "synchronous",
      timeoutSeconds: 20,
    });
    this.detokenise = new PlatformFunction(this, "detokenise", {
      ...props,
      entry: "vault/detokenise",
      name: "vault-detokenise",
      description: "Gives a card number back, on record.",
      environment: reading,
      role: roles.detokenise,
      failures: "synchronous",
    });
    this.railEgress = new PlatformFunction(this, "rail_egress", {
      ...props,
      entry: "vault/rail-egress",
      name: "vault-rail-egress",
      description: "Takes charges, and what follows them, to the acquirer.",
      environment: { ...reading, ACQUIRER: acquirer, SIMULATOR_TABLE_NAME: tables.simulator?.name ?? "" },
      role: roles.railEgress,
      failures: "synchronous",
      timeoutSeconds: 20,
    });
    this.reEncrypt = new PlatformFunction(this, "re_encrypt", {
      ...props,
      entry: "vault/re-encrypt",
      name: "vault-re-encrypt",
      description: "Writes envelopes and fingerprints anew after a rotation.",
      environment: writing,
      role: roles.reEncrypt,
      failures: "synchronous",
      timeoutSeconds: 300,
      memoryMb: 1024,
    });
  }

  private grants(roles: Roles, keys: Keys, tables: Tables): void {
    const use = (sid: string, actions: readonly string[]) => ({
      sid,
      effect: "Allow",
      actions: [...actions],
      resources: [keys.vault.arn],
      condition: [{ test: "StringEquals", variable: "kms:EncryptionContext:purpose", values: [ENVELOPE_PURPOSE] }],
    });
    const fingerprint = {
      sid: "MakeFingerprints",
      effect: "Allow",
      actions: [...FINGERPRINT],
      resources: keys.fingerprintArns,
    };

    roles.tokenise.allow(use("SealEnvelopes", SEAL), fingerprint);
    tables.vault.grant(roles.tokenise, "VaultTable", TOKENISE_TABLE);
    roles.detokenise.allow(use("OpenEnvelopes", OPEN));
    tables.vault.grant(roles.detokenise, "VaultTable", DETOKENISE_TABLE);
    roles.railEgress.allow(use("OpenEnvelopes", OPEN));
    tables.vault.grant(roles.railEgress, "VaultTable", RAIL_EGRESS_TABLE);
    tables.simulator?.grant(roles.railEgress, "SimulatorTable", SIMULATOR_TABLE);
    roles.reEncrypt.allow(use("SealEnvelopes", SEAL), use("OpenEnvelopes", OPEN), fingerprint);
    tables.vault.grant(roles.reEncrypt, "VaultTable", RE_ENCRYPT_TABLE);
  }
}
