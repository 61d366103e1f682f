import http from "node:http";
import type { AddressInfo } from "node:net";
import { PortTakenError } from "../errors";
import type { Forward, GatewayResponse } from "./request";
import { readRequest } from "./request";

/** A listening front door. */
export interface FrontDoor {
  readonly port: number;
  /** Begins to answer; requests that came before have waited. */
  serve(handle: Forward): void;
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1. Its port is known before anything stands behind it, since that needs to know the port.
 * @param port 0 takes a free one.
 * @throws PortTakenError where the port is in use.
 */
export async function openFrontDoor(port: number): Promise<FrontDoor> {
  let serve: (handle: Forward) => void = () => {};
  const handler = new Promise<Forward>((resolve) => (serve = resolve));
  const server = http.createServer((incoming, outgoing) => {
    answer(incoming, outgoing, handler).catch((error: unknown) => {
      // The caller went away, or the emulator did: there is nobody, or nothing, to answer with.
      outgoing.destroy(error instanceof Error ? error : undefined);
    });
  });
  // Longer than any client keeps an idle connection, so that it is the client that closes it and no request meets a closing one.
  server.keepAliveTimeout = 600_000;
  server.headersTimeout = 610_000;
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new PortTakenError(port) : error);
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  return { port: (server.address() as AddressInfo).port, serve, close: () => close(server) };
}

async function answer(
  incoming: http.IncomingMessage,
  outgoing: http.ServerResponse,
  handler: Promise<Forward>,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const request = readRequest({
    method: incoming.method ?? "GET",
    url: incoming.url ?? "/",
    headers: incoming.headers,
    rawHeaders: incoming.rawHeaders,
    body: Buffer.concat(parts),
  });
  const handle = await handler;
  const response = await handle(request);
  outgoing.writeHead(response.status, responseHeaders(response, request.method));
  outgoing.end(request.method === "HEAD" ? undefined : response.body);
}

function responseHeaders(response: GatewayResponse, method: string): http.OutgoingHttpHeaders {
  const headers: http.OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(response.headers))
    headers[name] = typeof value === "string" ? value : [...value];
  if (method !== "HEAD" && response.status !== 204 && response.status !== 304)
    headers["content-length"] = response.body.length;
  return headers;
}

function close(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
