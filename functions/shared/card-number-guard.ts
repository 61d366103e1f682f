/**
 * Finds what looks like a card number: 13 to 19 digits that pass the Luhn check, also with spaces, a hyphen or a dot between
 * them, in groups as cards have them with another sign between these, or with characters that nobody sees and marks upon them. It is the net under careful code: it masks log records, and refuses card numbers where none belongs. UUIDs and
 * long hexadecimal words are passed over: their digits are random and would be mistaken for card numbers now and then.
 */

const DIGITS_MIN = 13;
const DIGITS_MAX = 19;
const MASK = "[card number removed]";

/** What no card number is without: a digit, or a character beyond ASCII that may stand for one. */
const MAYBE_DIGIT = /[0-9\u0080-\uffff]/;
const BEYOND_ASCII = /[\u0080-\uffff]/;
/** Digits with what may stand between any two of them; or in the groups that cards have, with other signs between these. */
const DIGIT_RUNS = /\d(?:(?:\s{0,3}|[.\p{Pd}])\d){12,}|(?<!\d)\d{4}([_/:|+*~\\])\d{4,6}\1\d{4,5}(?:\1\d{4})?(?!\d)/gu;
const DIGIT_RUN = new RegExp(DIGIT_RUNS.source, "u");
/** What is not seen, and marks upon what is: a digit stays one under them, and putting thousands of them in order takes NFKC minutes. */
const ADORNMENTS = /[\p{Cf}\p{M}]/gu;
const MACHINE_WORDS =
  /(?<![0-9a-z])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=\d*[a-f])[0-9a-f]{24,})(?![0-9a-z])/gi;

/** Whether digits pass the Luhn check (ISO/IEC 7812-1, annex B). */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = digit * 2;
    if (place % 2 === 0) sum += digit;
    else sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/**
 * Whether a run of digits holds a card number: neighbouring groups of it, or part of one group that is too long to be a
 * card number itself. Parts of shorter groups are not tried: most 16-digit numbers hold 13 digits that pass by chance.
 */
function holdsCardNumber(run: string): boolean {
  const groups = run.split(/\D+/);
  return (
    groups.some((_, from) => beginsWithCardNumber(groups.slice(from, from + DIGITS_MAX))) ||
    groups.some((group) => group.length > DIGITS_MAX && hasCardNumberWithin(group))
  );
}

function beginsWithCardNumber(groups: readonly string[]): boolean {
  let digits = "";
  return groups.some((group) => {
    digits += group;
    return isCardNumber(digits);
  });
}

function isCardNumber(digits: string): boolean {
  return digits.length >= DIGITS_MIN && digits.length <= DIGITS_MAX && passesLuhn(digits);
}

/** Whether any part of 13 to 19 digits passes Luhn; by running sums, as such a run may be as long as a request. */
function hasCardNumberWithin(digits: string): boolean {
  // Of the digits up to a place: every second one doubled, from the first on and from the second on.
  const even = new Uint32Array(digits.length + 1);
  const odd = new Uint32Array(digits.length + 1);
  for (let end = 1; end <= digits.length; end++) {
    const digit = digits.charCodeAt(end - 1) - ZERO;
    const doubled = digit > 4 ? digit * 2 - 9 : digit * 2;
    even[end] = (even[end - 1] ?? 0) + (end % 2 === 0 ? digit : doubled);
    odd[end] = (odd[end - 1] ?? 0) + (end % 2 === 0 ? doubled : digit);
    const sums = end % 2 === 0 ? even : odd;
    for (let start = Math.max(0, end - DIGITS_MAX); start <= end - DIGITS_MIN; start++) {
      if (((sums[end] ?? 0) - (sums[start] ?? 0)) % 10 === 0) return true;
    }
  }
  return false;
}

const ZERO = "0".charCodeAt(0);

/** A text with a mask in place of whatever looks like a card number. */
export function maskCardNumbers(text: string): string {
  if (!MAYBE_DIGIT.test(text)) return text;
  const folded = BEYOND_ASCII.test(text) ? foldedOf(text) : text;
  // Most texts end here; machine words are looked for where there is something to pass over.
  if (!DIGIT_RUN.test(folded)) return text;
  let masked = "";
  let from = 0;
  for (const word of folded.matchAll(MACHINE_WORDS)) {
    masked += maskRuns(folded.slice(from, word.index)) + word[0];
    from = word.index + word[0].length;
  }
  masked += maskRuns(folded.slice(from));
  return masked === folded ? text : masked;
}

/** Folds full-width and other digits of the same value, and leaves out what is not seen (soft hyphens, joiners) or frames (keycaps), so that none slips through. */
function foldedOf(text: string): string {
  return text.replace(ADORNMENTS, "").normalize("NFKC").replace(ADORNMENTS, "");
}

function maskRuns(text: string): string {
  return text.replace(DIGIT_RUNS, (run) => (holdsCardNumber(run) ? MASK : run));
}

const SHOWN_MAX = 32;

/** A value from outside as a message shows it: in quotes, short, and without a card number. */
export function shownValue(value: unknown): string {
  const masked = maskCardNumbers(String(value));
  return JSON.stringify(masked.length > SHOWN_MAX ? `${masked.slice(0, SHOWN_MAX)}...` : masked);
}

/** Whether a text holds what looks like a card number. */
export function looksLikeCardNumber(text: string): boolean {
  return maskCardNumbers(text) !== text;
}

/**
 * The paths (`card.cvc`, `items[0]`) of everything in a JSON value that looks like a card number; a field whose name is
 * one is given by the path of what holds it. Paths named in `allowed` are passed over.
 */
export function findCardNumbers(value: unknown, allowed: readonly string[] = []): string[] {
  const found: string[] = [];
  visit(value, "", (path) => {
    if (!allowed.includes(path) && !found.includes(path)) found.push(path);
  });
  return found;
}

function visit(value: unknown, path: string, report: (path: string) => void): void {
  if (typeof value === "string" || typeof value === "number" || typeof value === "bigint") {
    if (looksLikeCardNumber(String(value))) report(path);
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      visit(item, `${path}[${index}]`, report);
    });
  } else if (typeof value === "object" && value !== null) {
    for (const [name, field] of Object.entries(value)) {
      if (looksLikeCardNumber(name)) report(path);
      else visit(field, path === "" ? name : `${path}.${name}`, report);
    }
  }
}
