import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { type BankBooks, bankBooks, EMPTY_BOOKS, type Outgoing } from "./books";
import { isMissing } from "./missing";

const upload = z.strictObject({ id: z.string(), closed: z.boolean() });

/** An upload into the inbox: `closed` once its sender closed the file, which a broken connection never does. */
export type Upload = z.infer<typeof upload>;

/**
 * The bank on disk, all of which survives a restart: `inbox/` and `outbox/` as clients see them, `uploads/` (who has
 * written into the inbox since the bank looked), `accepted/` (files as they were accepted), `books.json`.
 */
export class BankFolder {
  readonly inbox: string;
  readonly outbox: string;
  readonly #uploads: string;
  readonly #accepted: string;
  readonly #books: string;

  constructor(readonly root: string) {
    this.inbox = path.join(root, "inbox");
    this.outbox = path.join(root, "outbox");
    this.#uploads = path.join(root, "uploads");
    this.#accepted = path.join(root, "accepted");
    this.#books = path.join(root, "books.json");
  }

  async make(): Promise<void> {
    for (const each of [this.inbox, this.outbox, this.#uploads, this.#accepted]) await mkdir(each, { recursive: true });
  }

  async books(): Promise<BankBooks> {
    const text = await readIfThere(this.#books);
    return text === undefined ? EMPTY_BOOKS : bankBooks.parse(JSON.parse(text.toString("utf8")));
  }

  async keepBooks(books: BankBooks): Promise<void> {
    await this.#replace(this.#books, JSON.stringify(books));
  }

  /** Uploads by file name. */
  async uploads(): Promise<Map<string, Upload>> {
    const found = new Map<string, Upload>();
    for (const name of await readdir(this.#uploads)) {
      const text = await readIfThere(path.join(this.#uploads, name));
      if (text !== undefined) found.set(name, upload.parse(JSON.parse(text.toString("utf8"))));
    }
    return found;
  }

  /** Notes that an upload begins. @returns its id. */
  async beginUpload(name: string): Promise<string> {
    const id = randomUUID();
    await this.#replace(path.join(this.#uploads, name), JSON.stringify({ id, closed: false }));
    return id;
  }

  /** Notes that an upload has been closed by its sender. */
  async closeUpload(name: string, id: string): Promise<void> {
    await this.#replace(path.join(this.#uploads, name), JSON.stringify({ id, closed: true }));
  }

  async forgetUpload(name: string): Promise<void> {
    await rm(path.join(this.#uploads, name), { force: true });
  }

  received(name: string): Promise<Buffer | undefined> {
    return readIfThere(path.join(this.inbox, name));
  }

  accepted(name: string): Promise<Buffer> {
    return readFile(path.join(this.#accepted, name));
  }

  async keepAccepted(name: string, bytes: Buffer): Promise<void> {
    await this.#replace(path.join(this.#accepted, name), bytes);
  }

  /** Puts a file out, whole from its first moment. */
  async putOut({ name, content }: Outgoing): Promise<void> {
    await this.#replace(path.join(this.outbox, name), content);
  }

  async #replace(file: string, content: string | Buffer): Promise<void> {
    // Renamed, so that nobody reads half of it.
    const unfinished = path.join(this.root, `${randomUUID()}.new`);
    await writeFile(unfinished, content);
    await rename(unfinished, file);
  }
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
