import http from "node:http";
import type { Forward, GatewayRequest, GatewayResponse } from "./request";

/** Headers that belong to one connection and are not passed on (RFC 9110, section 7.6.1). */
const HOP_BY_HOP = new Set([
  "connection",
  "proxy-connection",
  "keep-alive",
  "transfer-encoding",
  "content-length",
  "expect",
  "te",
  "trailer",
  "upgrade",
]);

/** Keeps connections to the emulator open and sends requests over them. */
export class EmulatorConnection {
  readonly #agent = new http.Agent({ keepAlive: true });
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /** Sends a request as it came; the emulator is told that it came by TLS, so that policies on `aws:SecureTransport` pass. */
  readonly send: Forward = async (request) => {
    try {
      return await this.#sendOnce(request);
    } catch (error) {
      // A kept-alive connection may have been closed at the other end just as it was used: nothing was read of this request.
      if (error instanceof StaleConnectionError) return this.#sendOnce(request);
      throw error;
    }
  };

  close(): void {
    this.#agent.destroy();
  }

  #sendOnce(request: GatewayRequest): Promise<GatewayResponse> {
    return new Promise((resolve, reject) => {
      const outgoing = http.request({
        host: "127.0.0.1",
        port: this.#port,
        method: request.method,
        path: request.target,
        agent: this.#agent,
        setHost: false,
        headers: forwardedHeaders(request),
      });
      outgoing.on("response", (incoming) => {
        const parts: Buffer[] = [];
        incoming.on("data", (part: Buffer) => parts.push(part));
        incoming.on("error", reject);
        incoming.on("end", () => {
          resolve({
            status: incoming.statusCode ?? 502,
            headers: passedOn(incoming.headers),
            body: Buffer.concat(parts),
          });
        });
      });
      outgoing.on("error", (error) => {
        const stale = outgoing.reusedSocket && "code" in error && error.code === "ECONNRESET";
        reject(stale ? new StaleConnectionError() : error);
      });
      outgoing.end(request.body);
    });
  }
}

class StaleConnectionError extends Error {
  override readonly name = "StaleConnectionError";
}

function forwardedHeaders(request: GatewayRequest): string[] {
  const headers: string[] = [];
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index] ?? "";
    if (!HOP_BY_HOP.has(name.toLowerCase()) && name.toLowerCase() !== "x-forwarded-proto")
      headers.push(name, request.rawHeaders[index + 1] ?? "");
  }
  headers.push("X-Forwarded-Proto", "https", "Content-Length", String(request.body.length));
  return headers;
}

function passedOn(headers: http.IncomingHttpHeaders): Record<string, string | readonly string[]> {
  const passed: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    // The length is kept for HEAD, whose answer has a length and no body; elsewhere the front door sets it anew.
    if (value !== undefined && (name === "content-length" || !HOP_BY_HOP.has(name))) passed[name] = value;
  }
  return passed;
}
