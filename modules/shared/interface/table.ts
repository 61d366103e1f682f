/**
 * One table of inputs and outputs per module (ADR 0003). From it come the construct's props (types), the Terraform variables with
 * their validations, the outputs, and the README's rows. A check is written once and speaks two languages: TypeScript at
 * synthesis for values that are known, Terraform at plan for those that are not.
 */
import { type IResolvable, Token } from "cdktf";

/** A rule for one value: `ok` decides at synthesis, `hcl` is the same rule as a Terraform expression over `v`; `allowed` ends both messages. */
export interface Check<T> {
  readonly allowed: string;
  readonly ok: (value: T) => boolean;
  readonly hcl: (v: string) => string;
}

/** The types a value can have on both sides. A flag may be unknown until apply, hence `IResolvable`. */
export interface Values {
  readonly string: string;
  readonly number: number;
  readonly bool: boolean | IResolvable;
  readonly "list(string)": readonly string[];
  readonly "map(string)": Readonly<Record<string, string>>;
}
export type TypeName = keyof Values;

/** One row of inputs. `D` is `undefined` where the caller must give the value. */
export interface Input<N extends TypeName = TypeName, D = unknown> {
  readonly type: N;
  readonly description: string;
  readonly default: D;
  readonly checks: readonly Check<never>[];
}
export type Inputs = Readonly<Record<string, Input>>;

/** One row of outputs: what it is, and where the module has it. */
export interface Output<M> {
  readonly description: string;
  readonly from: (module: M) => string;
  /** Not to be shown: Terraform asks for this of whatever holds a secret. */
  readonly sensitive?: true;
}

/** Makes a row; the value's type follows from the type's name, and so does what the checks take. */
export function input<N extends TypeName>(
  type: N,
  description: string,
  checks?: readonly Check<Values[N]>[],
): Input<N, undefined>;
export function input<N extends TypeName>(
  type: N,
  description: string,
  checks: readonly Check<Values[N]>[],
  otherwise: Values[N],
): Input<N, Values[N]>;
export function input(
  type: TypeName,
  description: string,
  checks: readonly Check<never>[] = [],
  otherwise?: unknown,
): Input {
  return { type, description, default: otherwise, checks };
}

type RequiredKeys<T extends Inputs> = { [K in keyof T]: T[K]["default"] extends undefined ? K : never }[keyof T];
type Rows<T extends Inputs, K extends keyof T> = { readonly [P in K]: Values[T[P]["type"]] };

/** The construct's props: rows without a default are required. Doc comments on the rows show where the prop is used. */
export type PropsOf<T extends Inputs> = Rows<T, RequiredKeys<T>> & Partial<Rows<T, Exclude<keyof T, RequiredKeys<T>>>>;

/** What the module's code works with: every row has a value. */
export type Settled<T extends Inputs> = Rows<T, keyof T>;

/** The inputs of a module do not hold: one line a fault, each with the input's name, the value seen and what is allowed. */
export class InvalidInputError extends Error {
  override readonly name = "InvalidInputError";
  constructor(readonly faults: readonly string[]) {
    super(faults.join("\n"));
  }
}

/** `paymentKeySpec` as HCL writes it: `payment_key_spec`. */
export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Fills the defaults and checks what is known at synthesis; what is not is left to Terraform.
 * @throws InvalidInputError with all faults at once.
 */
export function settle<T extends Inputs>(inputs: T, props: PropsOf<T>): Settled<T> {
  const given: Readonly<Record<string, unknown>> = props;
  const settled = Object.fromEntries(Object.entries(inputs).map(([name, row]) => [name, given[name] ?? row.default]));
  const faults = Object.entries(inputs).flatMap(([name, row]) => {
    const value = settled[name];
    if (value === undefined) return [`${name} is missing: ${row.description}`];
    if (Token.isUnresolved(value)) return [];
    return row.checks
      .filter((check) => !check.ok(value as never))
      .map((check) => `${name} is ${JSON.stringify(value)}: ${check.allowed}`);
  });
  if (faults.length > 0) throw new InvalidInputError(faults);
  return settled as Settled<T>;
}
