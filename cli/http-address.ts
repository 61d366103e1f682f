import { InvalidArgumentError } from "commander";

/** Reads an option that is an address of HTTP, and gives it as it was written. @throws InvalidArgumentError with an example. */
export function httpAddress(text: string): string {
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return text;
  throw new InvalidArgumentError("Allowed: an address with its scheme, such as http://127.0.0.1:4566.");
}
