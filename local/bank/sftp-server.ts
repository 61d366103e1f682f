import { timingSafeEqual } from "node:crypto";
import { type AddressInfo, createServer, type Socket } from "node:net";
import ssh2, { type AuthContext, type Connection } from "ssh2";
import type { Faults } from "./faults";
import type { BankFolder } from "./folder";
import { type BankKeys, makeKey } from "./keys";
import { SftpSession } from "./sftp-session";

/** The bank's one user. */
export const BANK_USER = "ecosystemaws";

/** What the server is made from. */
export interface SftpServerParts {
  readonly folder: BankFolder;
  readonly keys: BankKeys;
  readonly faults: Faults;
  readonly log: (line: string) => void;
}

/** A listening SFTP server. */
export interface SftpServer {
  readonly port: number;
  /** Whether somebody writes into a file of the inbox just now. */
  readonly isBeingWritten: (name: string) => boolean;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1, on any free port. Its user logs in by key alone. */
export async function openSftpServer(parts: SftpServerParts): Promise<SftpServer> {
  const beingWritten = new Set<string>();
  const sockets = new Set<Socket>();
  const wrongKey = makeKey().private;
  const listener = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("close", () => sockets.delete(socket));
    const hostKey = parts.faults.strikes("wrong_host_key") ? wrongKey : parts.keys.host.private;
    // A server of its own for each connection: it may show another key, and its socket is known.
    const server = new ssh2.Server({ hostKeys: [hostKey] }, (client) => {
      serveClient(client, socket, parts, beingWritten);
    });
    server.injectSocket(socket);
  });
  await new Promise<void>((resolve, reject) => {
    listener.once("error", reject);
    listener.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (listener.address() as AddressInfo).port,
    isBeingWritten: (name) => beingWritten.has(name),
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function serveClient(
  client: Connection,
  socket: Socket,
  { folder, keys, faults, log }: SftpServerParts,
  beingWritten: Set<string>,
): void {
  let refuses: boolean | undefined;
  client.on("error", (error) => log(`a connection failed: ${error.message}`));
  client.on("authentication", (context) => {
    // Asked once a connection: a client may offer its key, and sign with it after.
    if (context.method === "publickey") refuses ??= faults.strikes("refused_login");
    if (refuses !== true && isUser(context, keys.user.public)) context.accept();
    else context.reject(["publickey"]);
  });
  client.on("session", (acceptSession) => {
    acceptSession().on("sftp", (acceptSftp) => {
      const cut = (): void => void socket.destroy();
      const session = new SftpSession(acceptSftp(), { folder, faults, beingWritten, cut, log });
      socket.on("close", () => {
        session.end().catch((error: unknown) => log(`a session did not end: ${String(error)}`));
      });
    });
  });
}

function isUser(context: AuthContext, publicKey: string): boolean {
  if (context.username !== BANK_USER || context.method !== "publickey") return false;
  const allowed = ssh2.utils.parseKey(publicKey);
  if (allowed instanceof Error) return false;
  const offered = allowed.getPublicSSH();
  if (context.key.data.length !== offered.length || !timingSafeEqual(context.key.data, offered)) return false;
  // Without a signature the client only asks whether the key would do.
  if (context.signature === undefined || context.blob === undefined) return true;
  // Its type says true or false; what cannot be verified is an Error.
  const verified: unknown = allowed.verify(context.blob, context.signature, context.hashAlgo);
  return verified === true;
}
