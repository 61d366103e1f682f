import { CloudwatchLogDataProtectionPolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-data-protection-policy";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { KeyReference } from "./references";
import type { Surroundings } from "./surroundings";

/** Retentions that CloudWatch Logs takes, in days. */
export const LOG_RETENTION_DAYS = [
  30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/**
 * 14 to 19 digits, together or in a card's groups (4-4-4-4, 4-6-5): the managed identifier wants a keyword nearby, this one does not.
 * CloudWatch Logs takes no parentheses here. Fewer digits would mask account ids (12) and the time of every metric (13, milliseconds).
 */
const CARD_NUMBER = "[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{2,7}|[0-9]{4}[ -]?[0-9]{6}[ -]?[0-9]{4,5}";

export interface SecureLogGroupProps {
  readonly surroundings: Surroundings;
  readonly name: string;
  readonly encryptionKey: KeyReference;
  /** One of LOG_RETENTION_DAYS. */
  readonly retentionInDays: number;
}

/** An encrypted log group with a retention, in which card numbers are masked should one ever get there. */
export class SecureLogGroup extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(
    scope: Construct,
    id: string,
    { surroundings, name, encryptionKey, retentionInDays }: SecureLogGroupProps,
  ) {
    super(scope, id);
    const group = new CloudwatchLogGroup(this, "Resource", { name, kmsKeyId: encryptionKey.arn, retentionInDays });
    const identifiers = [
      `arn:${surroundings.partition}:dataprotection::aws:data-identifier/CreditCardNumber`,
      "CardNumberWithoutKeyword",
    ];
    new CloudwatchLogDataProtectionPolicy(this, "card_numbers", {
      logGroupName: group.name,
      policyDocument: Fn.jsonencode({
        Name: "card-numbers",
        Version: "2021-06-01",
        Configuration: { CustomDataIdentifier: [{ Name: "CardNumberWithoutKeyword", Regex: CARD_NUMBER }] },
        Statement: [
          { Sid: "Audit", DataIdentifier: identifiers, Operation: { Audit: { FindingsDestination: {} } } },
          { Sid: "Mask", DataIdentifier: identifiers, Operation: { Deidentify: { MaskConfig: {} } } },
        ],
      }),
    });
    this.name = group.name;
    this.arn = group.arn;
  }
}
