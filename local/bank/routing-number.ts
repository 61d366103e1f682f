const WEIGHTS = [3, 7, 1, 3, 7, 1, 3, 7, 1];

/** Whether nine digits are a routing number of the American Bankers Association: range of the first two, and check digit. */
export function isRoutingNumber(digits: string): boolean {
  if (!/^(0[1-9]|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\d{7}$/.test(digits)) return false;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
  return sum % 10 === 0;
}

/** The nine digits of a routing number from its first eight. */
export function withCheckDigit(eight: string): string {
  const sum = WEIGHTS.slice(0, 8).reduce((total, weight, place) => total + weight * Number(eight[place]), 0);
  return `${eight}${(10 - (sum % 10)) % 10}`;
}
