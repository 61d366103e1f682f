import { passesLuhn } from "../../../functions/shared/card-number-guard";

/** A different 16-digit number for each place, with the check digit that Luhn asks for; test cards begin so. */
export function cardNumberAt(place: number): string {
  const digits = `400000${String(place).padStart(9, "0")}`;
  const check = [..."0123456789"].find((digit) => passesLuhn(digits + digit)) ?? "";
  return digits + check;
}
