/** The card brands that are told apart; every other number is `unknown`, which is allowed. */
export type BrandName =
  "visa" | "mastercard" | "amex" | "discover" | "diners" | "jcb" | "unionpay" | "maestro" | "unknown";

/** What a brand's numbers are like. */
export interface Brand {
  readonly name: BrandName;
  /** How many digits a number may have. */
  readonly lengths: readonly number[];
  /** How many digits a card verification code may have. */
  readonly cvcLengths: readonly number[];
  /** How many leading digits name the issuer: 8 since April 2022 where the brand moved (ISO/IEC 7812-1:2017), else 6. */
  readonly binLength: 6 | 8;
}

const visa: Brand = { name: "visa", lengths: [13, 16, 19], cvcLengths: [3], binLength: 8 };
const mastercard: Brand = { name: "mastercard", lengths: [16], cvcLengths: [3], binLength: 8 };
const amex: Brand = { name: "amex", lengths: [15], cvcLengths: [4], binLength: 6 };
const discover: Brand = { name: "discover", lengths: [16, 17, 18, 19], cvcLengths: [3], binLength: 6 };
const diners: Brand = { name: "diners", lengths: [14, 15, 16, 17, 18, 19], cvcLengths: [3], binLength: 6 };
const jcb: Brand = { name: "jcb", lengths: [16, 17, 18, 19], cvcLengths: [3], binLength: 6 };
const unionpay: Brand = { name: "unionpay", lengths: [16, 17, 18, 19], cvcLengths: [3], binLength: 6 };
const maestro: Brand = { name: "maestro", lengths: [12, 13, 14, 15, 16, 17, 18, 19], cvcLengths: [3], binLength: 6 };
const unknown: Brand = {
  name: "unknown",
  lengths: [12, 13, 14, 15, 16, 17, 18, 19],
  cvcLengths: [3, 4],
  binLength: 6,
};

/** First and last prefix of a range, of one length, with the brand it belongs to. */
type Range = readonly [first: string, last: string, brand: Brand];

// The brands' published ranges. 622126 to 622925 belongs to UnionPay and also runs on Discover's network: the issuer's
// brand is named. None of these ranges overlap; a test holds that.
const RANGES: readonly Range[] = [
  ["4", "4", visa],
  ["51", "55", mastercard],
  ["2221", "2720", mastercard],
  ["34", "34", amex],
  ["37", "37", amex],
  ["6011", "6011", discover],
  ["644", "649", discover],
  ["65", "65", discover],
  ["300", "305", diners],
  ["3095", "3095", diners],
  ["36", "36", diners],
  ["38", "39", diners],
  ["3528", "3589", jcb],
  ["62", "62", unionpay],
  ["81", "81", unionpay],
  ["5018", "5018", maestro],
  ["5020", "5020", maestro],
  ["5038", "5038", maestro],
  ["5893", "5893", maestro],
  ["6304", "6304", maestro],
  ["6759", "6759", maestro],
  ["6761", "6763", maestro],
];

/** The brand of a card number (digits alone), by its leading digits. */
export function brandOf(digits: string): Brand {
  const range = RANGES.find(([first, last]) => {
    const prefix = digits.slice(0, first.length);
    return prefix.length === first.length && prefix >= first && prefix <= last;
  });
  return range ? range[2] : unknown;
}

/** The brand ranges as first and last prefix with the brand's name, for tables and tests. */
export const BRAND_RANGES: readonly { first: string; last: string; brand: BrandName }[] = RANGES.map(
  ([first, last, brand]) => ({ first, last, brand: brand.name }),
);
