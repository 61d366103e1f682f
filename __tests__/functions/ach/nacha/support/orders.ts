import fc from "fast-check";
import type { EntryOrder } from "../../../../../functions/ach/nacha/origination";

/** Printable text of up to so many characters, with no blank at an end. */
export const word = (max: number) => fc.stringMatching(new RegExp(`^[!-~]([ -~]{0,${max - 2}}[!-~])?$`));

/** Live entries without faults. */
export const entries: fc.Arbitrary<EntryOrder> = fc.record({
  direction: fc.constantFrom("credit", "debit"),
  accountType: fc.constantFrom("checking", "savings", "ledger"),
  routingNumber: fc.constantFrom("091000019", "121042882", "231380104"),
  accountNumber: word(17),
  amountCents: fc.integer({ min: 1, max: 9_999_999_999 }),
  name: word(16),
  identification: word(15),
  discretionaryData: fc.constantFrom("R", "S"),
});
