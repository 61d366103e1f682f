import http from "node:http";
import type { AddressInfo } from "node:net";
import type { OpenReceiver, ReceivedWebhook } from "../webhook-port";

/** A receiver of webhooks on 127.0.0.1; what cannot be answered is answered with 500, so that it comes again. */
export const openReceiver: OpenReceiver = async (answer) => {
  const server = http.createServer((request, response) => {
    received(request)
      .then(answer)
      .catch(() => 500)
      .then((status) => response.writeHead(status).end())
      // The sender is gone: there is nobody to answer.
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

async function received(request: http.IncomingMessage): Promise<ReceivedWebhook> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as const] : [],
  );
  return { headers: Object.fromEntries(headers), body: Buffer.concat(parts).toString("utf8") };
}
