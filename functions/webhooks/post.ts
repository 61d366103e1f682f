import http from "node:http";
import https from "node:https";
import { isIPv6, type LookupFunction } from "node:net";
import type { Target } from "./target";

/** Why there was no answer: in classes, because texts of errors tell about networks. */
export type SendError =
  | "not_allowed"
  | "unresolved"
  | "timeout"
  | "connection_refused"
  | "connection_reset"
  | "unreachable"
  | "tls"
  | "protocol"
  | "connection_failed";

/** What came of sending: an HTTP status, or none. */
export type Answer =
  | {
      readonly status: number;
      /** The header `retry-after` as it came. */
      readonly retryAfter?: string;
    }
  | { readonly error: SendError };

/** The port to the outside: sends one JSON body to a checked target. */
export type Post = (target: Target, headers: Readonly<Record<string, string>>, body: string) => Promise<Answer>;

/** How deliveries are sent. */
export interface PostSettings {
  /** From connecting to the end of the answer. */
  readonly timeoutMs: number;
  /** Certificates that are trusted instead of the usual ones; for tests. */
  readonly ca?: string;
}

/** What a receiver has to answer in. */
export const SEND_TIMEOUT_MS = 10_000;
/** As much of an answer is taken in, and thrown away, so that a receiver can finish its writing; then it is cut off. */
const ANSWER_BYTES_MAX = 64 * 1024;

/**
 * Sends by HTTP/1.1, on a connection of its own to one of the target's checked addresses; never by a proxy, never to where
 * a redirect points. Certificates are always verified, by the target's name.
 */
export function httpPost({ timeoutMs, ca }: PostSettings): Post {
  return (target, headers, body) =>
    new Promise((resolve) => {
      const { url, addresses } = target;
      const options: https.RequestOptions = {
        method: "POST",
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
        agent: false,
        lookup: pinnedTo(addresses),
        signal: AbortSignal.timeout(timeoutMs),
        rejectUnauthorized: true,
        minVersion: "TLSv1.2",
        ca,
      };
      const request = url.protocol === "https:" ? https.request(url, options) : http.request(url, options);
      // The status is the answer: whatever becomes of the rest, it stands.
      let answer: Answer | undefined;
      request.on("response", (response) => {
        const { statusCode: status = 0, headers: answered } = response;
        const retryAfter = answered["retry-after"];
        const stands = { status, ...(retryAfter !== undefined && { retryAfter }) };
        answer = stands;
        const finish = () => {
          response.destroy();
          resolve(stands);
        };
        let bytes = 0;
        response.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > ANSWER_BYTES_MAX) finish();
        });
        response.on("error", finish);
        response.on("close", finish);
      });
      request.on("error", (error) => {
        resolve(answer ?? { error: classOf(error) });
      });
      request.end(body);
    });
}

/** Gives the checked addresses for whatever name is asked for: nobody asks the DNS a second time. */
function pinnedTo(addresses: readonly string[]): LookupFunction {
  const entries = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_host, { all }, done) => {
    const [first] = entries;
    if (all === true || !first) done(null, entries);
    else done(null, first.address, first.family);
  };
}

const CLASSES: readonly (readonly [RegExp, SendError])[] = [
  [/^(ABORT_ERR|ETIMEDOUT)$/, "timeout"],
  [/^ECONNREFUSED$/, "connection_refused"],
  [/^(ECONNRESET|EPIPE)$/, "connection_reset"],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, "unreachable"],
  [/^HPE_/, "protocol"],
  [/^(EPROTO|ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/, "tls"],
];

function classOf(error: Error): SendError {
  const code = "code" in error ? String(error.code) : "";
  return CLASSES.find(([pattern]) => pattern.test(code))?.[1] ?? "connection_failed";
}
