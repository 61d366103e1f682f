import { Logger } from "@aws-lambda-powertools/logger";
import { maskCardNumbers } from "./card-number-guard";

/** What the functions use of a logger. */
export type Log = Pick<Logger, "info" | "warn" | "error" | "addContext">;

/** The one way to log: Powertools' logger (its settings come from the environment) with every record masked. */
export function createLogger(): Logger {
  return new Logger({ jsonReplacerFn: maskLogValue });
}

/**
 * Masks one value of a log record, field names included: texts and whole numbers that look like card numbers are
 * replaced, bytes are replaced by their count.
 */
export function maskLogValue(_key: string, value: unknown): unknown {
  if (typeof value === "string") return maskCardNumbers(value);
  if (typeof value === "number" || typeof value === "bigint") {
    const text = String(value);
    const masked = maskCardNumbers(text);
    return masked === text ? value : masked;
  }
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Error) return maskError(value);
  if (isPlainObject(value)) return maskNames(value);
  return value;
}

/**
 * What was thrown, as an error of the same name with its message and stack masked; nothing else is kept but its causes, three deep.
 * Of something that is no error nothing is kept.
 */
export function maskError(thrown: unknown, depth = 3): Error {
  const error = thrown instanceof Error ? thrown : new Error("Something that is no error was thrown.");
  const cause = error.cause instanceof Error && depth > 0 ? maskError(error.cause, depth - 1) : undefined;
  const masked = new Error(maskCardNumbers(error.message), cause && { cause });
  masked.name = error.name;
  masked.stack = error.stack && maskCardNumbers(error.stack);
  return masked;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function maskNames(value: Record<string, unknown>): Record<string, unknown> {
  // What a Buffer has become by its own toJSON.
  if (value.type === "Buffer" && Array.isArray(value.data)) return { type: "Buffer", bytes: value.data.length };
  const entries = Object.entries(value);
  if (entries.every(([name]) => maskCardNumbers(name) === name)) return value;
  return Object.fromEntries(entries.map(([name, field]) => [maskCardNumbers(name), field]));
}
