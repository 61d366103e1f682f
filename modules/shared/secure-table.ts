import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import type { IResolvable } from "cdktf";
import { Construct } from "constructs";
import type { PlatformRole } from "./role";
import { KEY_USE_BY_TABLE_READER } from "./perms";
import type { SecureKey } from "./secure-key";
import type { Surroundings } from "./surroundings";

export interface SecureTableProps {
  readonly surroundings: Surroundings;
  readonly name: string;
  readonly encryptionKey: SecureKey;
  readonly deletionProtection: boolean | IResolvable;
  /** Stream of new and old images, for the outbox and for change capture. @default false */
  readonly stream?: boolean;
  /** Refuse plans that would destroy the table; a literal of the TypeScript stack. @default false */
  readonly preventDestroy?: boolean;
}

/**
 * A DynamoDB table as money wants it: on demand, under a customer-managed key, 35 days of point-in-time recovery, deletion
 * protection. Keys are `pk` and `sk`, both text; an item whose `expiresAt` (epoch seconds) has passed may be deleted by TTL.
 */
export class SecureTable extends Construct {
  readonly name: string;
  readonly arn: string;
  private readonly table: DynamodbTable;
  private readonly encryptionKey: SecureKey;
  private readonly surroundings: Surroundings;

  constructor(scope: Construct, id: string, props: SecureTableProps) {
    super(scope, id);
    this.encryptionKey = props.encryptionKey;
    this.surroundings = props.surroundings;
    this.table = new DynamodbTable(this, "Resource", {
      name: props.name,
      billingMode: "PAY_PER_REQUEST",
      hashKey: "pk",
      rangeKey: "sk",
      attribute: [
        { name: "pk", type: "S" },
        { name: "sk", type: "S" },
      ],
      serverSideEncryption: { enabled: true, kmsKeyArn: props.encryptionKey.arn },
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
      ttl: { enabled: true, attributeName: "expiresAt" },
      deletionProtectionEnabled: props.deletionProtection,
      ...(props.stream === true ? { streamEnabled: true, streamViewType: "NEW_AND_OLD_IMAGES" } : {}),
      ...(props.preventDestroy === true ? { lifecycle: { preventDestroy: true } } : {}),
    });
    // The name comes from the resource, so that whoever uses it waits for the table.
    this.name = this.table.name;
    this.arn = this.table.arn;
  }

  /** Lets a role do `actions` on the table, and use the table's key through DynamoDB. */
  grant(role: PlatformRole, sid: string, actions: readonly string[]): void {
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
