import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import type { IResolvable } from "cdktf";
import { Construct } from "constructs";
import type { RoleReference } from "./role";
import { KEY_USE_BY_TABLE_READER } from "./perms";
import type { KeyReference } from "./references";
import type { Surroundings } from "./surroundings";
import { onlyOf } from "./unknown";

/** An index that holds the items which have both of its attributes, both text, and of them their keys alone. */
export interface TableIndex {
  readonly hash: string;
  readonly range: string;
}

export interface SecureTableProps {
  readonly surroundings: Surroundings;
  readonly name: string;
  readonly encryptionKey: KeyReference;
  readonly deletionProtection: boolean | IResolvable;
  /** Stream of new and old images, for the outbox and for change capture. @default false */
  readonly stream?: boolean;
  /** Indexes by name. @default none */
  readonly indexes?: Readonly<Record<string, TableIndex>>;
  /** Whether there is a table at all, where only Terraform knows: an expression of 0 or 1. @default there is */
  readonly count?: string;
  /** Refuse plans that would destroy the table; a literal of the TypeScript stack. @default false */
  readonly preventDestroy?: boolean;
}

/**
 * A DynamoDB table as money wants it: on demand, under a customer-managed key, 35 days of point-in-time recovery, deletion
 * protection. Keys are `pk` and `sk`, both text; an item whose `expiresAt` (epoch seconds) has passed may be deleted by TTL.
 */
export class SecureTable extends Construct {
  /** Empty where `count` comes to 0. */
  readonly name: string;
  /** Where `count` is given, by the name: what is granted on a table that is not there is nothing. */
  readonly arn: string;
  /** As the resource has it; empty where `count` comes to 0. */
  readonly ownArn: string;
  /** The ARN of its stream, where it has one; empty where `count` comes to 0. */
  readonly streamArn: string;
  private readonly encryptionKey: KeyReference;
  private readonly surroundings: Surroundings;

  constructor(scope: Construct, id: string, props: SecureTableProps) {
    super(scope, id);
    this.encryptionKey = props.encryptionKey;
    this.surroundings = props.surroundings;
    const indexes = Object.entries(props.indexes ?? {});
    const keys = new Set(["pk", "sk", ...indexes.flatMap(([, { hash, range }]) => [hash, range])]);
    const table = new DynamodbTable(this, "Resource", {
      name: props.name,
      billingMode: "PAY_PER_REQUEST",
      hashKey: "pk",
      rangeKey: "sk",
      attribute: [...keys].map((name) => ({ name, type: "S" })),
      ...(indexes.length === 0
        ? {}
        : {
            globalSecondaryIndex: indexes.map(([name, { hash, range }]) => ({
              name,
              hashKey: hash,
              rangeKey: range,
              projectionType: "KEYS_ONLY",
            })),
          }),
      serverSideEncryption: { enabled: true, kmsKeyArn: props.encryptionKey.arn },
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
      ttl: { enabled: true, attributeName: "expiresAt" },
      deletionProtectionEnabled: props.deletionProtection,
      ...(props.stream === true ? { streamEnabled: true, streamViewType: "NEW_AND_OLD_IMAGES" } : {}),
      ...(props.preventDestroy === true ? { lifecycle: { preventDestroy: true } } : {}),
    });
    if (props.count === undefined) {
      // The name comes from the resource, so that whoever uses it waits for the table.
      this.name = table.name;
      this.arn = table.arn;
      this.ownArn = table.arn;
      this.streamArn = table.streamArn;
      return;
    }
    table.addOverride("count", props.count);
    const { partition, region, accountId } = props.surroundings;
    this.name = onlyOf(table, "name");
    this.ownArn = onlyOf(table, "arn");
    this.streamArn = onlyOf(table, "stream_arn");
    this.arn = `arn:${partition}:dynamodb:${region}:${accountId}:table/${props.name}`;
  }

  /** Lets a role do `actions` on the table, and use the table's key through DynamoDB. */
  grant(role: RoleReference, sid: string, actions: readonly string[]): void {
    role.allow(
      { sid, effect: "Allow", actions: [...actions], resources: [this.arn] },
      {
        sid: `${sid}Key`,
        effect: "Allow",
        actions: [...KEY_USE_BY_TABLE_READER],
        resources: [this.encryptionKey.arn],
        condition: [
          { test: "StringEquals", variable: "kms:ViaService", values: [this.surroundings.serviceEndpoint("dynamodb")] },
        ],
      },
    );
  }
}
