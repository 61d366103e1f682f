import ssh2, { type FileEntryWithStats, type SFTPWrapper } from "ssh2";
import { TransferFailure } from "./failure";

/** Where a connector connects to, and how it shows who it is. */
export interface SftpTarget {
  /** `sftp://host[:port]`. */
  readonly url: string;
  readonly username: string;
  readonly privateKey: string;
  /** Type and body; a host name may stand before them. */
  readonly trustedHostKeys: readonly string[];
}

/** A file of a remote folder, or a folder in it. */
export interface RemoteItem {
  readonly path: string;
  readonly isFolder: boolean;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** A connection to an SFTP server; each call throws TransferFailure where it cannot be carried out. */
export interface SftpConnection {
  put(path: string, bytes: Buffer): Promise<void>;
  get(path: string): Promise<Buffer>;
  list(folder: string): Promise<readonly RemoteItem[]>;
  close(): void;
}

const DEFAULT_PORT = 22;
const ANSWER_MS = 20_000;

const lost = (): TransferFailure => new TransferFailure("CONNECTION_ERROR", "Connection lost");

/**
 * Connects by SSH, takes no host key but the trusted ones, and logs in by key.
 * @throws TransferFailure
 */
export async function connectSftp({ url, username, privateKey, trustedHostKeys }: SftpTarget): Promise<SftpConnection> {
  const { hostname, port } = new URL(url);
  const client = new ssh2.Client();
  let isTrusted = true;
  // What ends the connection ends what waits for an answer over it, too.
  const ended = new Promise<never>((_resolve, reject) => {
    client.on("error", (error) => {
      reject(connectionFailure(error, isTrusted));
    });
    client.on("close", () => {
      reject(lost());
    });
  });
  ended.catch(() => undefined);
  const ready = new Promise<void>((resolve) => client.on("ready", resolve));
  try {
    client.connect({
      host: hostname,
      port: port === "" ? DEFAULT_PORT : Number(port),
      username,
      privateKey,
      readyTimeout: ANSWER_MS,
      hostVerifier: (key: Buffer) => (isTrusted = isAmong(key, trustedHostKeys)),
    });
  } catch (error) {
    // The key cannot be read; the library's words show nothing of it.
    throw new TransferFailure("SECRET_ERROR", `Cannot use the private key of the secret: ${messageOf(error)}`);
  }
  try {
    await Promise.race([ready, ended]);
    // Small requests, each waiting for its answer.
    client.setNoDelay(true);
    const sftp = await Promise.race([asked<SFTPWrapper>((done) => client.sftp(done), "REMOTE_SERVER_ERROR"), ended]);
    return connection(client, sftp, ended);
  } catch (error) {
    client.destroy();
    throw error;
  }
}

function connection(client: ssh2.Client, sftp: SFTPWrapper, ended: Promise<never>): SftpConnection {
  const put = async (path: string, bytes: Buffer): Promise<void> => {
    const handle = await asked<Buffer>((done) => sftp.open(path, "w", done), "DIRECTORY_NOT_FOUND");
    await done((told) => {
      sftp.write(handle, bytes, 0, bytes.length, 0, told);
    });
    await done((told) => {
      sftp.close(handle, told);
    });
  };
  const list = async (folder: string): Promise<RemoteItem[]> => {
    const found = await asked<FileEntryWithStats[]>((done) => sftp.readdir(folder, done), "DIRECTORY_NOT_FOUND");
    return found.map(({ filename, attrs }) => ({
      path: `${folder.replace(/\/$/, "")}/${filename}`,
      isFolder: attrs.isDirectory(),
      bytes: attrs.size,
      modifiedAt: attrs.mtime * 1000,
    }));
  };
  return {
    put: (path, bytes) => Promise.race([put(path, bytes), ended]),
    get: (path) => Promise.race([asked<Buffer>((done) => sftp.readFile(path, done), "RETRIEVE_FILE_NOT_FOUND"), ended]),
    list: (folder) => Promise.race([list(folder), ended]),
    close: () => void client.end(),
  };
}

const NO_SUCH_FILE = 2;

/** Makes a promise of a call with a callback. `missing` is what it means that there is no such file. */
function asked<T>(
  call: (done: (error: Error | null | undefined, value: T) => void) => unknown,
  missing: TransferFailure["code"],
): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, value) => {
      if (error === null || error === undefined) resolve(value);
      else if (/no response from server|not connected/i.test(error.message)) reject(lost());
      else {
        const isMissing = "code" in error && error.code === NO_SUCH_FILE;
        reject(new TransferFailure(isMissing ? missing : "REMOTE_SERVER_ERROR", error.message));
      }
    });
  });
}

/** Makes a promise of a call whose callback has no value. */
function done(call: (told: (error?: Error | null) => void) => void): Promise<undefined> {
  return asked((told) => {
    call((error) => {
      told(error, undefined);
    });
  }, "REMOTE_SERVER_ERROR");
}

function isAmong(key: Buffer, trusted: readonly string[]): boolean {
  const body = key.toString("base64");
  return trusted.some((each) => each.split(" ").at(-1) === body);
}

function connectionFailure(error: Error & { level?: string; code?: unknown }, isTrusted: boolean): TransferFailure {
  const message = !isTrusted
    ? "Host key verification failed"
    : error.level === "client-authentication"
      ? "Authentication failed"
      : error.code === "ENOTFOUND" || error.code === "EAI_AGAIN"
        ? "Unknown Host"
        : error.code === "ECONNREFUSED"
          ? "Connection refused"
          : "Connection lost";
  return new TransferFailure("CONNECTION_ERROR", message);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
