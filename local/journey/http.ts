import http from "node:http";

/** A call as it is sent. */
export interface HttpCall {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

const ANSWER_MS = 30_000;

/**
 * Sends a call to the embedded AWS at `endpoint`, whatever host its address names: that one stands in the header `Host`,
 * as no resolver knows it.
 */
export function send({ method, url, headers, body }: HttpCall, endpoint: string): Promise<HttpAnswer> {
  const { host, pathname, search } = new URL(url);
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        method,
        hostname,
        port,
        path: pathname + search,
        headers: { ...headers, host, ...(body !== undefined && { "content-length": Buffer.byteLength(body) }) },
        signal: AbortSignal.timeout(ANSWER_MS),
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("error", reject);
        response.on("end", () => {
          const { statusCode: status = 0, headers: answered } = response;
          resolve({ status, headers: answered, body: Buffer.concat(parts).toString("utf8") });
        });
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}
