import { isRoutingNumber } from "./routing-number";
import { transactionCode } from "./transaction-codes";

/** What a notification of change says is right. */
export interface Correction {
  readonly accountNumber?: string;
  readonly routingNumber?: string;
  readonly transactionCode?: string;
  readonly name?: string;
  readonly identification?: string;
}

/** A part of corrected data: what it is and its columns within the field, from 1. */
interface Part {
  readonly name: keyof Correction;
  readonly first: number;
  readonly last: number;
}

const account = (first: number): Part => ({ name: "accountNumber", first, last: first + 16 });
const routing: Part = { name: "routingNumber", first: 1, last: 9 };

/** Nacha, Appendix Five: where the parts stand. C13 and C14 carry none; C08 concerns IAT alone. */
const PARTS: Readonly<Record<string, readonly Part[]>> = {
  C01: [account(1)],
  C02: [routing],
  C03: [routing, account(13)],
  C04: [{ name: "name", first: 1, last: 22 }],
  C05: [{ name: "transactionCode", first: 1, last: 2 }],
  C06: [account(1), { name: "transactionCode", first: 21, last: 22 }],
  C07: [routing, account(10), { name: "transactionCode", first: 27, last: 28 }],
  C09: [{ name: "identification", first: 1, last: 22 }],
  C13: [],
  C14: [],
};

/** What reading corrected data gives. */
export interface CorrectedData {
  readonly correction: Correction;
  /** The parts were joined by single blanks, as some banks do. */
  readonly joined: boolean;
  /** Parts that the change code calls for and that are not there. */
  readonly missing: readonly (keyof Correction)[];
  /** Something stands beside the parts; never where the places of the code's parts are not known. */
  readonly surplus: boolean;
}

/** Reads the corrected data of a 98 addenda. */
export function readCorrectedData(changeCode: string, data: string): CorrectedData {
  const parts = PARTS[changeCode] ?? [];
  const words = data.trim().split(/\s+/);
  const placed = parts.map((part) => [part.name, data.slice(part.first - 1, part.last).trim()] as const);
  const isPlaced = isBlankBetween(parts, data) && placed.every(([name, value]) => fits(name, value));
  const joined = parts.length > 1 && words.length === parts.length && !isPlaced;
  const found = joined ? parts.map((part, place) => [part.name, words[place] ?? ""] as const) : placed;
  return {
    correction: Object.fromEntries(found.filter(([, value]) => value !== "")),
    joined,
    missing: found.filter(([, value]) => value === "").map(([name]) => name),
    surplus: PARTS[changeCode] !== undefined && !joined && !isBlankBetween(parts, data),
  };
}

/** The parts of a correction that cannot be: a routing number with a wrong check digit, a transaction code that is none. */
export function invalidParts({ routingNumber, transactionCode: code }: Correction): (keyof Correction)[] {
  const invalid: (keyof Correction)[] = [];
  if (routingNumber !== undefined && !isRoutingNumber(routingNumber)) invalid.push("routingNumber");
  if (code !== undefined && (!/^\d\d$/.test(code) || transactionCode(Number.parseInt(code, 10)) === undefined))
    invalid.push("transactionCode");
  return invalid;
}

function isBlankBetween(parts: readonly Part[], data: string): boolean {
  const isCovered = (column: number): boolean => parts.some(({ first, last }) => column >= first && column <= last);
  return [...data].every((character, place) => character === " " || isCovered(place + 1));
}

function fits(name: keyof Correction, value: string): boolean {
  if (name === "routingNumber") return /^\d{9}$/.test(value);
  return name === "transactionCode" ? /^\d\d$/.test(value) : /^\S+$/.test(value);
}

/**
 * Corrected data that may be shown: all of a routing number, transaction code or name, and the last four characters of all
 * else, which is or may be an account number.
 */
export function maskedCorrectedData(changeCode: string, data: string): string {
  const { correction, surplus } = readCorrectedData(changeCode, data);
  const invalid = invalidParts(correction);
  const shown = Object.entries(correction).map(([name, value]: [string, string]) => {
    const isNumber = name === "routingNumber" || name === "transactionCode";
    const isSafe = isNumber ? !invalid.includes(name) : name !== "accountNumber" && !/\d{5}/.test(value);
    return isSafe && !surplus ? value : maskAccount(value);
  });
  return shown.length > 0 ? shown.join(" ") : maskAccount(data.trim());
}

/** An account number by its last four characters; one of four or fewer shows none. */
export function maskAccount(account: string): string {
  return account.length <= 4 ? "*".repeat(account.length) : `${"*".repeat(account.length - 4)}${account.slice(-4)}`;
}
