import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createHash } from "node:crypto";
import { zipSync } from "fflate";

/** A `terraform` that only says its version, packed as a release is. */
export const RELEASE_ZIP = zipSync({
  "LICENSE.txt": Buffer.from("licence"),
  terraform: Buffer.from('#!/bin/sh\necho "Terraform v1.11.4"\n'),
});

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A release site on 127.0.0.1; answers 404 for what it does not have. */
export async function serveFiles(
  files: Readonly<Record<string, Uint8Array>>,
): Promise<{ base: string; asked: string[]; close: () => Promise<void> }> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    const file = files[request.url ?? ""];
    asked.push(request.url ?? "");
    response.statusCode = file === undefined ? 404 : 200;
    response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { base: `http://127.0.0.1:${port}/terraform`, asked, close };
}
