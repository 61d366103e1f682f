import { conditional, Token } from "cdktf";
import { Construct } from "constructs";
import {
  ESCROW_KEY,
  ESCROW_TABLE,
  GivenTable,
  isEmpty,
  isVariable,
  type KeyKeeping,
  type KeyReference,
  NAME_LIMITS,
  nameOf,
  type Naming,
  SecureKey,
  SecureTable,
  type Surroundings,
} from "../shared";

export interface GroundProps extends KeyKeeping {
  readonly surroundings: Surroundings;
  readonly naming: Naming;
  readonly preventDestroy: boolean;
  /** All three are given, or empty; where only Terraform knows, it decides by the name, which it must know when it plans. */
  readonly escrowAccountsTableName: string;
  readonly escrowAccountsTableArn: string;
  readonly escrowEncryptionKeyArn: string;
}

/** The table that money is held in and the key that it lies under: those that were given, or its own. */
export class Ground extends Construct {
  readonly table: GivenTable;
  readonly key: KeyReference;
  /** Empty where the table was given. */
  readonly streamArn: string;

  constructor(scope: Construct, id: string, props: GroundProps) {
    super(scope, id);
    const given = {
      name: props.escrowAccountsTableName,
      arn: props.escrowAccountsTableArn,
      keyArn: props.escrowEncryptionKeyArn,
    };
    const unknown = isVariable(this, given.name);
    const own = unknown || given.name === "" ? this.own(props, unknown) : { name: "", arn: "", keyArn: "", stream: "" };
    // One of the two is empty.
    this.key = { arn: `${given.keyArn}${own.keyArn}` };
    this.table = new GivenTable(this, "escrow_table", {
      surroundings: props.surroundings,
      name: `${given.name}${own.name}`,
      arn: `${given.arn}${own.arn}`,
      encryptionKey: this.key,
    });
    this.streamArn = own.stream;
  }

  /** @param unknown whether only Terraform knows if there is to be one. */
  private own(props: GroundProps, unknown: boolean) {
    const { naming, escrowAccountsTableName } = props;
    const { thing, ...held } = ESCROW_TABLE;
    const count = unknown ? { count: Token.asString(conditional(isEmpty(escrowAccountsTableName), 1, 0)) } : {};
    const key = new SecureKey(this, "key", { ...props, ...ESCROW_KEY, ...count, alias: nameOf(naming, thing) });
    const table = new SecureTable(this, "accounts", {
      ...props,
      ...held,
      ...count,
      name: nameOf(naming, thing, NAME_LIMITS.table),
      encryptionKey: key,
    });
    return { name: table.name, arn: table.ownArn, keyArn: key.arn, stream: table.streamArn };
  }
}
