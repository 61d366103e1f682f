/**
 * The one base of the platform's errors: thrown for infrastructure and bugs, never for what a caller can cause (that is
 * a result). Its message names fields and rules, never a card or account number.
 */
export abstract class PlatformError extends Error {
  /** A stable, machine-readable name of the fault in snake_case. */
  abstract readonly code: string;

  /** The code: logs, and Lambda's answer to who called, name errors by this, and a bundle's classes have no names. */
  override get name(): string {
    return this.code;
  }
}
