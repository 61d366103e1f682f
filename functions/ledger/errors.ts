import { PlatformError } from "../shared/errors";

/** A journal that would break the books: all that is wrong with it, in one message. */
export class JournalError extends PlatformError {
  readonly code = "journal_invalid";

  constructor(readonly faults: readonly string[]) {
    super(`The journal cannot be posted: ${faults.join(" ")}`);
  }
}
