import { isLosslessNumber, parse } from "lossless-json";
import { refuse, type RefusalOf } from "../shared/results";
import { scanFaults } from "./json-scan";
import type { ApiFault } from "./problem";

/** No request of ours comes near; API Gateway itself takes 10 MB. */
const BYTES_MAX = 256 * 1024;

const MEDIA_TYPE = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/** What came as a body. */
export interface IncomingBody {
  readonly text: string | null;
  readonly isBase64: boolean;
  readonly contentType: string | undefined;
}

/** The bytes of a body, or why they are not taken. */
export function readBytes({ text, isBase64 }: IncomingBody): { readonly ok: true; readonly bytes: Buffer } | Refusal {
  const bytes = Buffer.from(text ?? "", isBase64 ? "base64" : "utf8");
  if (bytes.length <= BYTES_MAX) return { ok: true, bytes };
  const message = `the request: has ${bytes.length} bytes, allowed are ${BYTES_MAX}.`;
  return refuse<ApiFault>({ code: "payload_too_large", param: "", message });
}

type Refusal = RefusalOf<ApiFault>;

/** A JSON object, every number still the token that it was; nothing where there was no body. */
export type ReadBody = { readonly ok: true; readonly value: object | undefined } | Refusal;

/**
 * Reads a body as a JSON object whose numbers are tokens, so that `1.005` and `1e21` are seen as what was written.
 * Another media type, text that is not UTF-8 or not JSON, a field that stands twice, deep nesting and size are refused.
 */
export function readBody(incoming: IncomingBody): ReadBody {
  const read = readBytes(incoming);
  if (!read.ok) return read;
  if (read.bytes.length === 0) return { ok: true, value: undefined };
  const { contentType } = incoming;
  if (contentType === undefined || !MEDIA_TYPE.test(contentType)) return refuse<ApiFault>(MEDIA_TYPE_FAULT);
  const text = decode(read.bytes);
  if (text === undefined) return refuse(malformed("is not UTF-8"));
  const faults = scanFaults(text);
  if (faults.length > 0) return refuse(...faults);
  const value = parsed(text);
  if (value === undefined) return refuse(malformed("is not well-formed JSON"));
  return isObject(value.json) ? { ok: true, value: value.json } : refuse(malformed("must be a JSON object"));
}

const MEDIA_TYPE_FAULT: ApiFault = {
  code: "unsupported_media_type",
  param: "Content-Type",
  message: "Content-Type: must be application/json; a charset can be utf-8 alone.",
};

function malformed(what: string): ApiFault {
  return { code: "malformed_json", param: "", message: `the request: its body ${what}.` };
}

/** API Gateway hands a body over as text, with U+FFFD in place of what was not UTF-8: that was meant as something else. */
const REPLACED = "\uFFFD";

function decode(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes(REPLACED) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** The parser's own words are not shown: they hold pieces of the text. */
function parsed(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: parse(text) };
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}
