import { findingsOf, type FileRule, type TextFile } from "./rule";
import { TEST_CARDS } from "./test-cards";

/** 13 to 19 digits, grouped or not, that begin as a card's do and stand on their own. */
const CANDIDATE = /(?<![\w.+/=-])[3-6]\d{3}(?:[ -]?\d{2,6}){2,5}(?![\w+/=-])/g;

/** Where a published test number may stand: tests, documents, examples, and the simulator's documented list. */
const TEST_CARD_PLACES =
  /^(__tests__|docs|examples|local)\/|\.md$|^functions\/vault\/simulated-[a-z-]+\.ts$|^functions\/api\/(openapi\/|generated\/openapi\.json$)|^tools\/house-rules\/test-cards\.ts$/;

/** PCI DSS 3.5: a card number is nowhere in clear, so nothing that could be one is in the repository. */
export const cardNumbers: FileRule = {
  name: "card numbers",
  check: (file) =>
    file.path === "package-lock.json"
      ? []
      : findingsOf(file, CANDIDATE, ([text]) => {
          const digits = text.replaceAll(/\D/g, "");
          return looksLikeCard(digits) && !isAllowed(file, digits)
            ? `has ${digits.length} digits that pass as a card number: use a published test number, in tests or documents alone.`
            : undefined;
        }),
};

function isAllowed({ path }: TextFile, digits: string): boolean {
  return TEST_CARD_PLACES.test(path) && (TEST_CARDS.has(digits) || path.startsWith("__tests__/"));
}

function looksLikeCard(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19 || /^(\d)\1+$/.test(digits)) return false;
  return luhnSum(digits) % 10 === 0;
}

/** ISO/IEC 7812-1, annex B: every second digit from the right is doubled. */
function luhnSum(digits: string): number {
  return Array.from(digits)
    .reverse()
    .reduce((sum, digit, place) => {
      const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
      return sum + (value > 9 ? value - 9 : value);
    }, 0);
}
