import { createHash } from "node:crypto";
import type { AchFile } from "../../../../../functions/ach/batches/file";
import { sumsOfEntries } from "../../../../../functions/ach/incoming-files/file-sums";
import type { IncomingFile } from "../../../../../functions/ach/incoming-files/incoming-file";
import { readIncoming } from "../../../../../functions/ach/incoming-files/items";
import type { IncomingParts } from "../../../../../functions/ach/incoming-files/parts";
import type { IncomingBucket, Outbox, StoredObject } from "../../../../../functions/ach/incoming-files/ports";
import { receive } from "../../../../../functions/ach/incoming-files/receive";
import { dynamoIncomingStore } from "../../../../../functions/ach/incoming-files/store";
import type { EntryOrder } from "../../../../../functions/ach/nacha/origination";
import { Kill } from "../../../payments/support/kill";
import { seededRandom } from "../../../vault/support/seeded";
import { killable, TABLES, type World } from "../../support/world";
import { BATCH, ENTRY, FILE as FILE_ORDER, written } from "../../nacha/support/files";

export const BUCKET = "ach-files-test";

/** A bucket that keeps versions, and copies within it. */
export class MemoryInbox implements IncomingBucket {
  readonly objects = new Map<string, Buffer>();

  /** Keeps bytes under a name, and gives the version. */
  put(key: string, bytes: Buffer | string): StoredObject {
    const content = Buffer.from(bytes);
    const versionId = createHash("sha256").update(content).digest("hex").slice(0, 12);
    this.objects.set(`${key}?${versionId}`, content);
    this.objects.set(key, content);
    return { key, versionId };
  }

  open({ key, versionId }: StoredObject) {
    const bytes = this.objects.get(versionId === undefined ? key : `${key}?${versionId}`);
    if (!bytes) return Promise.resolve(undefined);
    const etag = createHash("md5").update(bytes).digest("hex");
    async function* chunks(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < bytes!.length; at += 1000) yield Promise.resolve(bytes!.subarray(at, at + 1000));
    }
    return Promise.resolve({ sizeBytes: bytes.length, etag, chunks: chunks() });
  }

  copy({ key, versionId }: StoredObject, toKey: string): Promise<void> {
    this.objects.set(toKey, this.objects.get(versionId === undefined ? key : `${key}?${versionId}`)!);
    return Promise.resolve();
  }

  /** Names that begin so, without those of versions. */
  names(prefix: string): string[] {
    return [...this.objects.keys()].filter((name) => name.startsWith(prefix) && !name.includes("?"));
  }
}

/** The bank's folder: what was asked of it. */
export class MemoryOutbox implements Outbox {
  readonly connectorId = "c-0123456789abcdef0";
  readonly folder = "/outbox";
  readonly fetched: string[][] = [];
  listings = 0;

  list(): Promise<void> {
    this.listings++;
    return Promise.resolve();
  }

  fetch(paths: readonly string[]): Promise<void> {
    this.fetched.push([...paths]);
    return Promise.resolve();
  }
}

/** What the bank sends to a world. */
export class Inbox {
  readonly bucket = new MemoryInbox();
  readonly outbox = new MemoryOutbox();

  constructor(readonly world: World) {}

  parts(kill = new Kill()): IncomingParts {
    const parts = this.world.parts(kill);
    const timing = { clock: this.world.clock, random: seededRandom("incoming"), region: "us-west-2" };
    return {
      ...parts,
      incoming: killable(dynamoIncomingStore(this.world.table.client, TABLES.ach, timing), kill),
      inbox: killable(this.bucket, kill),
      outbox: killable(this.outbox, kill),
      bucketName: BUCKET,
    };
  }

  /** The message by which S3 tells of an object. */
  message({ key, versionId }: StoredObject): { readonly body: string } {
    const object = { key: encodeURIComponent(key).replaceAll("%2F", "/"), versionId };
    return {
      body: JSON.stringify({ Records: [{ eventName: "ObjectCreated:Put", s3: { bucket: { name: BUCKET }, object } }] }),
    };
  }

  /** Leaves a file and has it taken. */
  async take(name: string, bytes: Buffer | string, kill = new Kill()): Promise<IncomingFile> {
    const object = this.bucket.put(`incoming/${name}`, bytes);
    await receive(this.parts(kill), this.message(object));
    return this.file(object);
  }

  files(): IncomingFile[] {
    const items = this.world.table.startingWith("INCOMING#").filter(({ sk }) => sk?.S?.startsWith("FILE#"));
    return items.map(readIncoming);
  }

  file({ key, versionId }: StoredObject): IncomingFile {
    const found = this.files().find((file) => file.key === key && file.version === versionId);
    if (!found) throw new Error(`There is no ${key}.`);
    return found;
  }
}

/** An acknowledgement as the bank writes it. */
export function acknowledgement(
  file: AchFile,
  entries: Parameters<typeof sumsOfEntries>[1],
  change: object = {},
): string {
  const sums = sumsOfEntries(file, entries);
  const row = {
    file: `${file.id}.ach`,
    status: "accepted",
    reason: "",
    entries: sums.entries,
    debit_cents: sums.debitCents,
    credit_cents: sums.creditCents,
    received_at: "2026-11-24T07:00:00Z",
    ...change,
  };
  return `${Object.keys(row).join(",")}\n${Object.values(row).join(",")}\n`;
}

/** A settlement as the bank writes it. */
export function settlement(
  rows: readonly (readonly [fileId: string, day: string, debitCents: number, creditCents: number])[],
): string {
  const lines = rows.map(([id, ...rest]) => [`${id}.ach`, ...rest].join(","));
  return ["file,settlement_date,debit_cents,credit_cents", ...lines, ""].join("\r\n");
}

/** A return or a correction as the bank writes it. */
export interface Notice {
  readonly trace: string;
  readonly amountCents?: number;
  readonly code: string;
  readonly correctedData?: string;
  readonly rdfi?: string;
  readonly direction?: "credit" | "debit";
}

/** A file of returns and corrections, as the network sends it. */
export function noticeFile(notices: readonly Notice[]): Buffer {
  const original = ({ trace, rdfi = "09100001", code }: Notice) => ({ code, originalTrace: trace, originalRdfi: rdfi });
  const returns = notices.filter(({ correctedData }) => correctedData === undefined);
  const corrections = notices.filter(({ correctedData }) => correctedData !== undefined);
  const batch = { ...BATCH, odfi: "09100001", description: "RETURN" };
  const entry: EntryOrder = { ...ENTRY, routingNumber: "121042882" };
  return written(FILE_ORDER, [
    ...(returns.length === 0
      ? []
      : [
          [
            batch,
            returns.map((each) => ({
              ...entry,
              amountCents: each.amountCents ?? 0,
              direction: each.direction ?? "credit",
              return: original(each),
            })),
          ] as const,
        ]),
    ...(corrections.length === 0
      ? []
      : [
          [
            { ...batch, secCode: "COR", description: "NOC" },
            corrections.map((each) => ({
              ...entry,
              amountCents: 0,
              correction: { ...original(each), correctedData: (each.correctedData ?? "").padEnd(29) },
            })),
          ] as const,
        ]),
  ]);
}
