import type { BankBooks, Duty } from "./books";
import { checkFile, isWhole } from "./check-file";
import type { Faults } from "./faults";
import type { BankFolder } from "./folder";
import { perform } from "./perform";
import { receive, type Answer } from "./receive";
import type { ReceivedFile } from "./received-file";

/** What a turn works with. */
export interface TurnParts {
  readonly folder: BankFolder;
  readonly faults: Pick<Faults, "strikes">;
  /** Whether somebody writes into a file of the inbox just now. */
  readonly isBeingWritten: (name: string) => boolean;
}

/** What a turn has done. */
export interface TurnReport {
  readonly received: readonly (Answer & { readonly file: string })[];
  /** Names of the files that lie in the outbox since. */
  readonly putOut: readonly string[];
}

/**
 * Does all that the bank has to do at a moment: reads what came in, settles and tells what is due, puts out what it has to
 * say. A turn that was interrupted is finished by the next: the books are kept before anything is put out.
 * @param now milliseconds since 1970.
 */
export async function bankTurn(parts: TurnParts, now: number): Promise<TurnReport> {
  const { folder } = parts;
  const putOut = await putOutAll(folder);
  const received = await receiveAll(parts, now);
  const books = await folder.books();
  const files = await filesOf(
    folder,
    books.duties.filter(({ dueAt }) => dueAt <= now),
  );
  const after = perform(books, now, (name) => {
    const file = files.get(name);
    if (file === undefined) throw new AcceptedFileLostError(name);
    return file;
  });
  if (after !== books) await folder.keepBooks(after);
  return { received, putOut: [...putOut, ...(await putOutAll(folder))] };
}

/** A file that the bank accepted is no longer among its files, or not as it was. */
export class AcceptedFileLostError extends Error {
  override readonly name = "AcceptedFileLostError";
  constructor(file: string) {
    super(`the bank accepted ${file} and cannot read it any more`);
  }
}

async function receiveAll(
  { folder, faults, isBeingWritten }: TurnParts,
  now: number,
): Promise<(Answer & { readonly file: string })[]> {
  const received: (Answer & { file: string })[] = [];
  for (const [name, { id, closed }] of await folder.uploads()) {
    if (isBeingWritten(name)) continue;
    const books = await folder.books();
    const bytes = await folder.received(name);
    // Half a file, whose sender is gone, stays where it is until its sender comes back.
    if (bytes === undefined || (!closed && !isWhole(bytes))) continue;
    if (books.uploads[name] !== id) {
      const { books: after, answer } = receive(books, { name, bytes, upload: id }, now);
      if (answer.status === "accepted") await folder.keepAccepted(name, bytes);
      await folder.keepBooks(faults.strikes("no_acknowledgement") ? withoutItsLast(after) : after);
      received.push({ file: name, ...answer });
    }
    await folder.forgetUpload(name);
  }
  return received;
}

function withoutItsLast(books: BankBooks): BankBooks {
  return { ...books, outgoing: books.outgoing.slice(0, -1) };
}

async function putOutAll(folder: BankFolder): Promise<string[]> {
  const books = await folder.books();
  if (books.outgoing.length === 0) return [];
  for (const file of books.outgoing) await folder.putOut(file);
  await folder.keepBooks({ ...books, outgoing: [] });
  return books.outgoing.map(({ name }) => name);
}

async function filesOf(folder: BankFolder, duties: readonly Duty[]): Promise<Map<string, ReceivedFile>> {
  const files = new Map<string, ReceivedFile>();
  for (const name of new Set(duties.map(({ file }) => file))) {
    const { file } = checkFile(await folder.accepted(name));
    if (file !== undefined) files.set(name, file);
  }
  return files;
}
