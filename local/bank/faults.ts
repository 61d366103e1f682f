import * as z from "zod";

/** What can go wrong at the bank, on request. */
const BANK_FAULTS = [
  "refused_login",
  "wrong_host_key",
  "full_disk",
  "half_a_file",
  "connection_lost",
  "no_acknowledgement",
] as const;
type BankFault = (typeof BANK_FAULTS)[number];

const request = z.strictObject({ effect: z.enum(BANK_FAULTS), times: z.int().min(1).max(1_000_000).default(1) });

/** The faults in force, and how many more times each strikes. */
export class Faults {
  readonly #left = new Map<BankFault, number>();

  /** Takes `{"effect":"half_a_file","times":2}`, or says why not; the times of an effect in force are replaced. */
  add(value: unknown): { problem: string } | undefined {
    const read = request.safeParse(value);
    if (!read.success) return { problem: `allowed: {"effect": one of ${BANK_FAULTS.join(", ")}, "times": 1}` };
    this.#left.set(read.data.effect, read.data.times);
    return undefined;
  }

  /** Whether a fault strikes now; that counts. */
  strikes(fault: BankFault): boolean {
    const left = this.#left.get(fault) ?? 0;
    if (left === 0) return false;
    if (left === 1) this.#left.delete(fault);
    else this.#left.set(fault, left - 1);
    return true;
  }

  list(): { effect: BankFault; times: number }[] {
    return [...this.#left].map(([effect, times]) => ({ effect, times }));
  }

  clear(): void {
    this.#left.clear();
  }
}
