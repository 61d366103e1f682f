import type { Payer } from "./messages";

/** What a worker measures. */
export interface Subject {
  /** One payment, ready to be made: what is made ready is not measured. */
  prepare(place: number): () => Promise<void>;
  /** How often the rail has been called. */
  railCalls(): number;
}

/** Payers take turns, so that payments that are made at once are of different ones. */
export function payerAt(payers: readonly Payer[], place: number): Payer {
  const payer = payers[place % payers.length];
  if (payer === undefined) throw new RangeError("There is nobody who pays.");
  return payer;
}
