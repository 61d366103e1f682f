/** Numbers of the return reasons of the standard, as ranges. Codes that banks invent within R30 to R85 are accepted: nobody lists them all. */
const RETURN_RANGES: readonly (readonly [first: number, last: number])[] = [
  [1, 47],
  [50, 53],
  [61, 62],
  [67, 77],
  [80, 85],
  [90, 90],
];

const CHANGE_CODES: ReadonlySet<string> = new Set(
  ["01", "02", "03", "04", "05", "06", "07", "08", "09", "13", "14"].concat([
    "61",
    "62",
    "63",
    "64",
    "65",
    "66",
    "67",
    "68",
    "69",
  ]),
);

/** What a return is: a first return, a return that the ODFI dishonours, or one that the RDFI contests. */
export type ReturnKind = "return" | "dishonored" | "contested";

/** What a return reason code such as `R01` is; nothing where the standard has none. */
export function returnKind(code: string): ReturnKind | undefined {
  const number = /^R(\d\d)$/.exec(code)?.[1];
  if (number === undefined) return undefined;
  const value = Number.parseInt(number, 10);
  if (!RETURN_RANGES.some(([first, last]) => value >= first && value <= last)) return undefined;
  return kindByNumber(code);
}

/** What a code would be by its number, whether the standard has it or not: R63 to R66 were once dishonoured returns. */
export function kindByNumber(code: string): ReturnKind {
  const value = Number.parseInt(/^R(\d\d)$/.exec(code)?.[1] ?? "0", 10);
  if (value >= 61 && value <= 70) return "dishonored";
  return value >= 71 && value <= 77 ? "contested" : "return";
}

/** Whether the standard has this change code: C01 to C09, C13, C14, and the refusals C61 to C69. */
export function isChangeCode(code: string): boolean {
  return code.startsWith("C") && CHANGE_CODES.has(code.slice(1));
}

/** Whether a change code refuses a notification of change. */
export function isRefusal(code: string): boolean {
  return code.startsWith("C6");
}
