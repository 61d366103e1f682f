/** The inputs by which a module meets the bank: all of them, or none. */
import { checkAllOrNone } from "./all-or-none";

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
  checkAllOrNone({
    achTransfersTableName,
    achTransfersTableArn,
    ...(achTransfersStreamArn === undefined ? {} : { achTransfersStreamArn }),
    achEncryptionKeyArn,
    odfiSettings,
  });
}
