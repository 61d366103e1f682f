/** Something the caller can put right: what is wrong, where, and what is allowed; never a value that must not be shown. */
export interface FaultOf<Code extends string> {
  /** Machine-readable, snake_case. */
  readonly code: Code;
  /** Path of the field, such as `card.number`; empty where the request as a whole is meant. */
  readonly param: string;
  readonly message: string;
  /** When to ask again, where waiting helps. */
  readonly retryAfterSeconds?: number;
}

/** All faults of a request. */
export interface RefusalOf<Fault> {
  readonly ok: false;
  readonly errors: readonly Fault[];
}

/** An answer, or all faults of the request at once. */
export type ResultOf<Value extends object, Fault> = ({ readonly ok: true } & Value) | RefusalOf<Fault>;

/** The answer to a request that cannot be met as it is. */
export function refuse<Fault>(...errors: readonly Fault[]): RefusalOf<Fault> {
  return { ok: false, errors };
}
