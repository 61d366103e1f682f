/** Whether a year (of this century), month and day are in the calendar. */
export function isCalendarDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= days;
}

/** Whether a six-digit number is YYMMDD in the calendar, years 2000 to 2099. */
export function isSixDigitDate(value: number): boolean {
  return isCalendarDate(2000 + Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100);
}
