/** The inputs by which a module meets the bank: all of them, or none. */
import type { IConstruct } from "constructs";
import { allOrNone, checkAllOrNone } from "./all-or-none";

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
export function checkAch(inputs: AchInputs): void {
  checkAllOrNone(achOf(inputs));
}

/** The same, of variables. */
export const achPreconditions = (scope: IConstruct, inputs: AchInputs) => allOrNone(scope, achOf(inputs));

/** These inputs alone, of all that a module has. */
const achOf = ({
  achTransfersTableName,
  achTransfersTableArn,
  achTransfersStreamArn,
  achEncryptionKeyArn,
  odfiSettings,
}: AchInputs) => ({
  achTransfersTableName,
  achTransfersTableArn,
  ...(achTransfersStreamArn === undefined ? {} : { achTransfersStreamArn }),
  achEncryptionKeyArn,
  odfiSettings,
});
