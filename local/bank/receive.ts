/** What the bank does with a file that came in: a pure decision. */
import { createHash } from "node:crypto";
import { bankingDaysLater } from "./banking-days";
import type { BankBooks, Duty, Outgoing } from "./books";
import { checkFile } from "./check-file";
import { magicOf } from "./magic-accounts";
import type { FileFault, ReceivedFile } from "./received-file";
import { dateFaults, morningOf, settlementOf } from "./settlement";

/** A file that lies in the inbox. */
export interface Arrival {
  readonly name: string;
  readonly bytes: Buffer;
  /** Which upload it came by. */
  readonly upload: string;
}

/** What the bank says to a file. */
export interface Answer {
  readonly status: "accepted" | "rejected" | "duplicate";
  /** Why not: the rules broken, as `rule@line`; of a duplicate, what is the same. */
  readonly reason: string;
}

const REASONS_SHOWN = 5;

/**
 * Takes a file: refuses it where it has any fault, or the bank has it already; accepts it otherwise, and plans when its
 * entries settle and what will come back. The acknowledgement goes out with it.
 * @param now milliseconds since 1970.
 */
export function receive(books: BankBooks, arrival: Arrival, now: number): { books: BankBooks; answer: Answer } {
  const { name, bytes, upload } = arrival;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { faults, file } = checkFile(bytes);
  const known = duplicateOf(books, name, sha256, file);
  const all = file === undefined ? faults : [...faults, ...dateFaults(file, now)];
  const answer: Answer =
    known !== undefined
      ? { status: "duplicate", reason: known }
      : all.length > 0 || file === undefined
        ? { status: "rejected", reason: reasonOf(all) }
        : { status: "accepted", reason: "" };
  const counted = `acknowledgement of ${name}`;
  const number = (books.made[counted] ?? 0) + 1;
  const after: BankBooks = {
    ...books,
    uploads: { ...books.uploads, [name]: upload },
    made: { ...books.made, [counted]: number },
    outgoing: [...books.outgoing, acknowledgement(name, number, answer, file, now)],
  };
  if (answer.status !== "accepted" || file === undefined) return { books: after, answer };
  return {
    books: {
      ...after,
      accepted: { ...after.accepted, [name]: { sha256, identity: file.identity } },
      duties: [...after.duties, ...dutiesOf(name, file, now)],
    },
    answer,
  };
}

/** What the bank has already: the name, the bytes, or a file of the same origin, time and modifier. */
function duplicateOf(
  books: BankBooks,
  name: string,
  sha256: string,
  file: ReceivedFile | undefined,
): string | undefined {
  if (name in books.accepted) return "name";
  const others = Object.values(books.accepted);
  if (others.some((other) => other.sha256 === sha256)) return "content";
  return others.some(({ identity }) => identity === file?.identity) ? "file_header" : undefined;
}

function reasonOf(faults: readonly FileFault[]): string {
  const shown = faults.slice(0, REASONS_SHOWN).map(({ code, line }) => `${code}@${line}`);
  const left = faults.length - shown.length;
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])].join(" ");
}

/** The second and later ones of a name have a number, so that no acknowledgement is ever replaced. */
function acknowledgement(
  name: string,
  number: number,
  { status, reason }: Answer,
  file: ReceivedFile | undefined,
  now: number,
): Outgoing {
  const { entries = 0, debitCents = 0, creditCents = 0 } = file ?? {};
  const row = [name, status, reason, entries, debitCents, creditCents, new Date(now).toISOString()];
  return {
    name: `${name.replace(/\.ach$/, "")}${number === 1 ? "" : `.${number}`}.ack.csv`,
    content: `file,status,reason,entries,debit_cents,credit_cents,received_at\n${row.join(",")}\n`,
  };
}

function dutiesOf(name: string, file: ReceivedFile, receivedAt: number): Duty[] {
  const settlements = new Map<string, number>();
  const notices = new Set<string>();
  for (const batch of file.batches) {
    const dueAt = settlementOf(batch, receivedAt);
    if (typeof dueAt === "string") continue;
    settlements.set(batch.effectiveDate, dueAt);
    for (const { account, isDebit } of batch.entries) {
      const magic = magicOf(account, isDebit);
      if (magic !== undefined) notices.add(`${batch.effectiveDate} ${magic.afterBankingDays}`);
    }
  }
  const settle = [...settlements].map(([settles, dueAt]): Duty => {
    return { kind: "settle", file: name, settles, afterBankingDays: 0, dueAt };
  });
  const notify = [...notices].map((notice): Duty => {
    const [settles = "", days = ""] = notice.split(" ");
    const afterBankingDays = Number(days);
    const dueAt = morningOf(bankingDaysLater(settles, afterBankingDays));
    return { kind: "notify", file: name, settles, afterBankingDays, dueAt };
  });
  return [...settle, ...notify];
}
