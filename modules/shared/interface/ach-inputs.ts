/** The inputs by which a module meets the bank: all of them, or none. */
import { Token } from "cdktf";
import { InvalidInputError } from "./table";

/** The names that these inputs have in every module that has them. */
interface AchInputs {
  readonly achTransfersTableName: string;
  readonly achTransfersTableArn: string;
  readonly achTransfersStreamArn?: string;
  readonly achEncryptionKeyArn: string;
  readonly odfiSettings: string;
}

/**
 * Checks that they are given together, as far as it is known at synthesis.
 * @throws InvalidInputError with all that are missing.
 */
export function checkAch({
  achTransfersTableName,
  achTransfersTableArn,
  achTransfersStreamArn,
  achEncryptionKeyArn,
  odfiSettings,
}: AchInputs): void {
  const given = Object.entries({
    achTransfersTableName,
    achTransfersTableArn,
    ...(achTransfersStreamArn === undefined ? {} : { achTransfersStreamArn }),
    achEncryptionKeyArn,
    odfiSettings,
  });
  const missing = given.filter(([, value]) => !Token.isUnresolved(value) && value === "");
  if (missing.length === 0 || missing.length === given.length) return;
  const all = given.map(([name]) => name).join(", ");
  throw new InvalidInputError(missing.map(([name]) => `${name} is "": all or none of ${all}.`));
}
