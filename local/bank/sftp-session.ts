import { type FileHandle, open, readdir, stat } from "node:fs/promises";
import path from "node:path";
import { type Attributes, type SFTPWrapper, utils } from "ssh2";
import type { Faults } from "./faults";
import type { BankFolder } from "./folder";
import { isMissing } from "./missing";

const { STATUS_CODE, OPEN_MODE } = utils.sftp;

/** What a session works with. */
export interface SessionParts {
  readonly folder: BankFolder;
  readonly faults: Pick<Faults, "strikes">;
  /** Names of the files that are being written, of all sessions. */
  readonly beingWritten: Set<string>;
  /** Drops the connection, as a cut line does. */
  readonly cut: () => void;
  readonly log: (line: string) => void;
}

type Handle =
  | {
      readonly kind: "write";
      readonly name: string;
      readonly upload: string;
      readonly file: FileHandle;
      broken: boolean;
    }
  | { readonly kind: "read"; readonly file: FileHandle }
  | { readonly kind: "list"; readonly folder: string; listed: boolean };

/** Where a path of the client's leads. */
type Place =
  | { readonly kind: "root" }
  | { readonly kind: "folder"; readonly folder: "inbox" | "outbox" }
  | { readonly kind: "file"; readonly folder: "inbox" | "outbox"; readonly name: string };

/** A request is refused; what the client hears. */
class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const FOLDER_MODE = 0o040755;
const FILE_MODE = 0o100644;

/** Serves one SFTP session: `/inbox` is written and listed, `/outbox` read and listed; nothing is renamed or removed. */
export class SftpSession {
  readonly #sftp: SFTPWrapper;
  readonly #parts: SessionParts;
  readonly #handles = new Map<string, Handle>();
  #opened = 0;
  /** Requests are carried out one after the other. */
  #queue: Promise<void> = Promise.resolve();

  constructor(sftp: SFTPWrapper, parts: SessionParts) {
    this.#sftp = sftp;
    this.#parts = parts;
    const on = (event: string, work: (id: number, ...parameters: never[]) => Promise<void>): void => {
      sftp.on(event, (id: number, ...parameters: never[]) => {
        this.#queue = this.#queue
          .then(() => work(id, ...parameters))
          .catch((error: unknown) => {
            this.#refuse(id, error);
          });
      });
    };
    on("OPEN", (id, name: string, flags: number) => this.#open(id, name, flags));
    on("WRITE", (id, handle: Buffer, offset: number, data: Buffer) => this.#write(id, handle, offset, data));
    on("READ", (id, handle: Buffer, offset: number, length: number) => this.#read(id, handle, offset, length));
    on("CLOSE", (id, handle: Buffer) => this.#close(id, handle));
    on("OPENDIR", (id, name: string) => this.#openFolder(id, name));
    on("READDIR", (id, handle: Buffer) => this.#list(id, handle));
    for (const event of ["STAT", "LSTAT"])
      on(event, async (id, name: string) => {
        sftp.attrs(id, await this.#attributes(placeOf(name)));
      });
    on("FSTAT", async (id, handle: Buffer) => {
      sftp.attrs(id, await this.#attributesOf(this.#handle(handle)));
    });
    // Times and modes that a client wishes for are the bank's own matter.
    for (const event of ["FSETSTAT", "SETSTAT"])
      on(event, async (id) => {
        sftp.status(id, STATUS_CODE.OK);
      });
    on("REALPATH", async (id, name: string) => {
      const filename = path.posix.resolve("/", name);
      sftp.name(id, [{ filename, longname: filename, attrs: attributes(FOLDER_MODE, 0, 0) }]);
    });
  }

  /** The client is gone: what it was writing stays as it is, unclosed. */
  end(): Promise<void> {
    this.#queue = this.#queue.then(async () => {
      for (const handle of this.#handles.values()) {
        if (handle.kind !== "list") await handle.file.close();
        if (handle.kind === "write") this.#parts.beingWritten.delete(handle.name);
      }
      this.#handles.clear();
    });
    return this.#queue;
  }

  async #open(id: number, name: string, flags: number): Promise<void> {
    const place = placeOf(name);
    if (place.kind !== "file") throw new Refusal(STATUS_CODE.FAILURE, "not a file");
    const { folder, beingWritten } = this.#parts;
    const isWrite = (flags & OPEN_MODE.WRITE) !== 0;
    if (isWrite !== (place.folder === "inbox"))
      throw new Refusal(STATUS_CODE.PERMISSION_DENIED, "the inbox is written, the outbox is read");
    if (!isWrite) {
      const file = await open(path.join(folder.outbox, place.name), "r");
      this.#sftp.handle(id, this.#keep({ kind: "read", file }));
      return;
    }
    if (beingWritten.has(place.name)) throw new Refusal(STATUS_CODE.FAILURE, "somebody else writes it");
    beingWritten.add(place.name);
    try {
      const upload = await folder.beginUpload(place.name);
      const file = await open(path.join(folder.inbox, place.name), "w");
      this.#sftp.handle(id, this.#keep({ kind: "write", name: place.name, upload, file, broken: false }));
    } catch (error) {
      beingWritten.delete(place.name);
      throw error;
    }
  }

  async #write(id: number, key: Buffer, offset: number, data: Buffer): Promise<void> {
    const handle = this.#handle(key);
    if (handle.kind !== "write") throw new Refusal(STATUS_CODE.PERMISSION_DENIED, "not opened for writing");
    const { faults, cut } = this.#parts;
    if (faults.strikes("full_disk")) {
      handle.broken = true;
      throw new Refusal(STATUS_CODE.FAILURE, "No space left on device");
    }
    if (faults.strikes("half_a_file")) {
      handle.broken = true;
      await handle.file.write(data, 0, Math.floor(data.length / 2), offset);
      cut();
      return;
    }
    await handle.file.write(data, 0, data.length, offset);
    this.#sftp.status(id, STATUS_CODE.OK);
  }

  async #read(id: number, key: Buffer, offset: number, length: number): Promise<void> {
    const handle = this.#handle(key);
    if (handle.kind !== "read") throw new Refusal(STATUS_CODE.PERMISSION_DENIED, "not opened for reading");
    const { bytesRead, buffer } = await handle.file.read(Buffer.alloc(length), 0, length, offset);
    if (bytesRead === 0) this.#sftp.status(id, STATUS_CODE.EOF);
    else this.#sftp.data(id, buffer.subarray(0, bytesRead));
  }

  async #close(id: number, key: Buffer): Promise<void> {
    const handle = this.#handle(key);
    if (handle.kind === "write" && !handle.broken && this.#parts.faults.strikes("connection_lost")) {
      this.#parts.cut();
      return;
    }
    this.#handles.delete(key.toString());
    if (handle.kind !== "list") await handle.file.close();
    if (handle.kind === "write") {
      if (!handle.broken) await this.#parts.folder.closeUpload(handle.name, handle.upload);
      this.#parts.beingWritten.delete(handle.name);
    }
    this.#sftp.status(id, STATUS_CODE.OK);
  }

  async #openFolder(id: number, name: string): Promise<void> {
    const place = placeOf(name);
    if (place.kind === "file") throw new Refusal(STATUS_CODE.NO_SUCH_FILE, "no such folder");
    const folder = place.kind === "root" ? "" : this.#parts.folder[place.folder];
    this.#sftp.handle(id, this.#keep({ kind: "list", folder, listed: false }));
  }

  async #list(id: number, key: Buffer): Promise<void> {
    const handle = this.#handle(key);
    if (handle.kind !== "list") throw new Refusal(STATUS_CODE.FAILURE, "not a folder");
    if (handle.listed) {
      this.#sftp.status(id, STATUS_CODE.EOF);
      return;
    }
    handle.listed = true;
    const names = handle.folder === "" ? ["inbox", "outbox"] : (await readdir(handle.folder)).sort();
    const listed = [];
    for (const filename of names) {
      const attrs =
        handle.folder === "" ? attributes(FOLDER_MODE, 0, 0) : await fileAttributes(path.join(handle.folder, filename));
      listed.push({ filename, longname: filename, attrs });
    }
    if (listed.length === 0) this.#sftp.status(id, STATUS_CODE.EOF);
    else this.#sftp.name(id, listed);
  }

  async #attributes(place: Place): Promise<Attributes> {
    if (place.kind !== "file") return attributes(FOLDER_MODE, 0, 0);
    return fileAttributes(path.join(this.#parts.folder[place.folder], place.name));
  }

  async #attributesOf(handle: Handle): Promise<Attributes> {
    if (handle.kind === "list") return attributes(FOLDER_MODE, 0, 0);
    const { size, mtimeMs } = await handle.file.stat();
    return attributes(FILE_MODE, size, mtimeMs);
  }

  #keep(handle: Handle): Buffer {
    const key = String(++this.#opened);
    this.#handles.set(key, handle);
    return Buffer.from(key);
  }

  #handle(key: Buffer): Handle {
    const handle = this.#handles.get(key.toString());
    if (handle === undefined) throw new Refusal(STATUS_CODE.FAILURE, "no such handle");
    return handle;
  }

  #refuse(id: number, error: unknown): void {
    if (error instanceof Refusal) this.#sftp.status(id, error.status, error.message);
    else if (isMissing(error)) this.#sftp.status(id, STATUS_CODE.NO_SUCH_FILE, "no such file");
    else {
      this.#parts.log(`a request failed: ${String(error)}`);
      this.#sftp.status(id, STATUS_CODE.FAILURE, "the bank failed");
    }
  }
}

/** Reads a path. @throws Refusal for what is neither a folder of the bank's nor a file in one. */
function placeOf(name: string): Place {
  const [, folder, file, ...more] = path.posix.resolve("/", name).split("/");
  if (folder === "" && file === undefined) return { kind: "root" };
  if ((folder === "inbox" || folder === "outbox") && more.length === 0) {
    if (file === undefined) return { kind: "folder", folder };
    if (/^[\w-][\w.-]{0,200}$/.test(file)) return { kind: "file", folder, name: file };
  }
  throw new Refusal(STATUS_CODE.NO_SUCH_FILE, "no such file or folder");
}

async function fileAttributes(file: string): Promise<Attributes> {
  const { size, mtimeMs } = await stat(file);
  return attributes(FILE_MODE, size, mtimeMs);
}

function attributes(mode: number, size: number, modifiedMs: number): Attributes {
  const seconds = Math.floor(modifiedMs / 1000);
  return { mode, size, uid: 0, gid: 0, atime: seconds, mtime: seconds };
}
