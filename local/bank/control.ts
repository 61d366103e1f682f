import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Faults } from "./faults";
import type { TurnReport } from "./turn";

/** What can be asked of the bank from outside. */
export interface Controls {
  readonly faults: Faults;
  /** Does all that is due now. */
  readonly turn: () => Promise<TurnReport>;
}

/** A listening control. */
export interface Control {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The bank's control, for tests and people, on 127.0.0.1: `GET /faults` lists the faults in force, `POST` adds one,
 * `DELETE` removes all; `POST /turn` lets the bank do what is due without waiting for its next second.
 */
export async function openControl(controls: Controls): Promise<Control> {
  const server = http.createServer((request, response) => {
    answer(request, controls)
      .catch((error: unknown) => ({ status: 500, body: { message: String(error) } }))
      .then(({ status, body }) => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(body === undefined ? undefined : JSON.stringify(body));
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

async function answer(request: http.IncomingMessage, { faults, turn }: Controls): Promise<Answer> {
  switch (`${request.method ?? ""} ${request.url ?? ""}`) {
    case "GET /faults":
      return { status: 200, body: faults.list() };
    case "POST /faults": {
      const problem = faults.add(await jsonOf(request));
      return problem === undefined
        ? { status: 201, body: faults.list() }
        : { status: 400, body: { message: problem.problem } };
    }
    case "DELETE /faults":
      faults.clear();
      return { status: 204 };
    case "POST /turn":
      return { status: 200, body: await turn() };
    default:
      return { status: 404, body: { message: `the bank answers no ${request.method ?? ""} ${request.url ?? ""}` } };
  }
}

/** The body as JSON; what is no JSON is nothing, which nothing takes. */
async function jsonOf(request: http.IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  try {
    return JSON.parse(Buffer.concat(parts).toString("utf8"));
  } catch {
    return undefined;
  }
}
