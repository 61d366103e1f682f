import type { HttpCall } from "./http";
import { JourneyError } from "./journey";

/**
 * The HTTP call that a `curl` command stands for, so that a document's example can be sent on a machine without curl:
 * `-X`, `-H`, `-d` and one address; quotes and continued lines as a shell reads them.
 *
 * @throws JourneyError where it has anything else.
 */
export function readCurl(command: string): HttpCall {
  const [program, ...words] = shellWords(command);
  if (program !== "curl") throw new JourneyError(`no curl command: ${program ?? ""}`);
  const headers: Record<string, string> = {};
  let method: string | undefined;
  let body: string | undefined;
  let url: string | undefined;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const option = word;
    const value = (): string => {
      const next = words.shift();
      if (next === undefined) throw new JourneyError(`${option} of curl has no value`);
      return next;
    };
    if (option === "-X") method = value();
    else if (option === "-d") body = value();
    else if (option === "-H") {
      const [name = "", ...rest] = value().split(":");
      headers[name.trim().toLowerCase()] = rest.join(":").trim();
    } else if (option.startsWith("-") || url !== undefined) throw new JourneyError(`curl is not read with ${option}`);
    else url = option;
  }
  if (url === undefined) throw new JourneyError("curl has no address");
  return { method: method ?? (body === undefined ? "GET" : "POST"), url, headers, body };
}

/** Words as a POSIX shell takes them apart, without substitutions. */
function shellWords(command: string): string[] {
  const words = command.replaceAll("\\\n", " ").match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  return words.map((word) =>
    word.replaceAll(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => single ?? double ?? ""),
  );
}
