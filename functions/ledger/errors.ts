import { PlatformError } from "../shared/errors";

/** A journal that would break the books: all that is wrong with it, in one message. */
export class JournalError extends PlatformError {
  readonly code = "journal_invalid";

  constructor(readonly faults: readonly string[]) {
    super(`The journal cannot be posted: ${faults.join(" ")}`);
  }
}

/** A journal posts to an account whose table the booking room does not know: the room was connected wrongly. */
export class LedgerTableError extends PlatformError {
  readonly code = "ledger_table_unknown";
}
