import { passesLuhn } from "../shared/card-number-guard";
import { type Brand, brandOf } from "./brand";
import type { Fault } from "./results";

/** A card as a caller gives it. */
export interface CardInput {
  /** 12 to 19 digits; spaces and hyphens may stand between them. */
  readonly number: string;
  /** 1 to 12. */
  readonly expMonth: number;
  /** Four digits. */
  readonly expYear: number;
  /** Card verification code: used in the same call, never stored (PCI DSS 3.3.1). */
  readonly cvc?: string;
}

/** A card whose number, expiry and code are well formed and agree with its brand. */
export interface Card {
  readonly digits: string;
  readonly brand: Brand;
  readonly expMonth: number;
  readonly expYear: number;
  readonly cvc?: string;
}

const NUMBER_FORM = /^\d(?:[ -]?\d){11,18}$/;
const EXPIRY_YEARS_MAX = 20;

/** The card, or everything that is wrong with it; `now` in milliseconds. No message holds a digit of the number. */
export function readCard(input: CardInput, now: number): Card | readonly Fault[] {
  const digits = NUMBER_FORM.test(input.number) ? input.number.replace(/[ -]/g, "") : undefined;
  const brand = digits === undefined ? undefined : brandOf(digits);
  const faults = [
    ...(digits === undefined || brand === undefined ? [NUMBER_MALFORMED] : numberFaults(digits, brand)),
    ...expiryFaults(input, now),
    ...cvcFaults(input.cvc, brand),
  ];
  if (faults.length > 0 || digits === undefined || brand === undefined) return faults;
  return { digits, brand, expMonth: input.expMonth, expYear: input.expYear, cvc: input.cvc };
}

const NUMBER_MALFORMED: Fault = {
  code: "card_number_invalid",
  param: "card.number",
  message: "card.number: must be 12 to 19 digits; single spaces and hyphens may stand between them.",
};

function numberFaults(digits: string, { name, lengths }: Brand): Fault[] {
  const faults: Fault[] = [];
  if (!lengths.includes(digits.length)) {
    const message = `card.number: has ${digits.length} digits; a ${name} number has ${lengths.join(", ")}.`;
    faults.push({ code: "card_number_invalid", param: "card.number", message });
  }
  if (!passesLuhn(digits)) {
    const message = "card.number: its check digit is wrong (Luhn).";
    faults.push({ code: "card_number_invalid", param: "card.number", message });
  }
  return faults;
}

// A card is good through the last day of its month; months are compared in UTC.
function expiryFaults({ expMonth, expYear }: CardInput, now: number): Fault[] {
  const malformed = [
    ...wholeNumberFaults("card.expMonth", expMonth, 1, 12),
    ...wholeNumberFaults("card.expYear", expYear, 1000, 9999),
  ];
  if (malformed.length > 0) return malformed;
  const today = new Date(now);
  const thisMonth = today.getUTCFullYear() * 12 + today.getUTCMonth();
  const month = expYear * 12 + expMonth - 1;
  const seen = `${String(expMonth).padStart(2, "0")}/${expYear}`;
  if (month < thisMonth) {
    return [{ code: "card_expired", param: "card.expYear", message: `card.expYear: the card expired, ${seen}.` }];
  }
  if (month > thisMonth + EXPIRY_YEARS_MAX * 12) {
    const message = `card.expYear: ${seen} is more than ${EXPIRY_YEARS_MAX} years from now.`;
    return [{ code: "expiry_too_far", param: "card.expYear", message }];
  }
  return [];
}

function wholeNumberFaults(param: string, value: number, min: number, max: number): Fault[] {
  if (Number.isInteger(value) && value >= min && value <= max) return [];
  return [{ code: "invalid", param, message: `${param}: must be a whole number from ${min} to ${max}.` }];
}

function cvcFaults(cvc: string | undefined, brand: Brand | undefined): Fault[] {
  if (cvc === undefined) return [];
  const fault = cvcFault(cvc, brand, "card.cvc");
  return fault ? [fault] : [];
}

/** What is wrong with a card verification code for a brand (any brand where it is not known), if anything. */
export function cvcFault(cvc: string, brand: Brand | undefined, param: string): Fault | undefined {
  const lengths = brand?.cvcLengths ?? [3, 4];
  if (/^\d+$/.test(cvc) && lengths.includes(cvc.length)) return undefined;
  const whose = brand && brand.name !== "unknown" ? ` for ${brand.name}` : "";
  return { code: "cvc_invalid", param, message: `${param}: must be ${lengths.join(" or ")} digits${whose}.` };
}
