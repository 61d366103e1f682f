/**
 * The one base of the platform's errors: thrown for infrastructure and bugs, never for what a caller can cause (that is
 * a result). Its message names fields and rules, never a card or account number.
 */
export abstract class PlatformError extends Error {
  /** A stable, machine-readable name of the fault in snake_case. */
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}
