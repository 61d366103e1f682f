/** One measured run over a NACHA file, in a process of its own: `node tools/run.mjs tools/bench/nacha-worker/main.ts TASK FILE ENTRIES`. */
import type * as Peer from "achkit";
import { closeSync, openSync, readFileSync, readSync, writeFileSync, writeSync } from "node:fs";
import { NachaReader } from "../../../functions/ach/nacha/reader";
import { NachaWriter } from "../../../functions/ach/nacha/writer";

const CHUNK_BYTES = 256 * 1024;
const BATCH_ENTRIES = 2500;
const LINE = 95;

/** What each task does with the file; it gives how many entries or records it met. */
const TASKS: Readonly<Record<string, (file: string, entries: number) => number | Promise<number>>> = {
  write: writeOurs,
  read: (file) => {
    const reader = new NachaReader();
    inChunks(file, (chunk) => {
      reader.push(chunk);
    });
    const { ok, warnings, entries } = reader.end();
    if (!ok || warnings > 0) throw new Error("the benchmark's own file breaks the rules");
    return entries;
  },
  floor: (file) => {
    let rest = Buffer.alloc(0);
    let records = 0;
    let last: Buffer = rest;
    inChunks(file, (chunk) => {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let at = 0;
      for (; at + LINE <= bytes.length; at += LINE) {
        last = bytes.subarray(at, at + LINE - 1);
        records++;
      }
      rest = Buffer.from(bytes.subarray(at));
    });
    return last.length === LINE - 1 ? records : 0;
  },
  "peer-read": async (file, entries) => {
    const { validate } = await peer();
    const { ok, errors } = validate(readFileSync(file, "latin1"));
    if (!ok) throw new Error(`achkit finds faults: ${errors[0]?.message ?? ""}`);
    return entries;
  },
  "peer-write": async (file, entries) => {
    const { AchFile } = await peer();
    const order = AchFile.create({ originDfi: "091000019", companyId: "1234567890" });
    for (let first = 0; first < entries; first += BATCH_ENTRIES) {
      const batch = order.batch({ sec: "PPD", description: "PAYOUT", effectiveDate: "2026-03-03" });
      for (let at = first; at < Math.min(first + BATCH_ENTRIES, entries); at++) {
        batch.credit({
          name: "Receiver One",
          routing: "231380104",
          account: String(at),
          amountCents: 100 + (at % 9999),
        });
      }
    }
    writeFileSync(file, order.render(), "latin1");
    return entries;
  },
};

/** achkit is an ES module and only loaded where it is measured. */
function peer(): Promise<typeof Peer> {
  return import("achkit");
}

function writeOurs(file: string, entries: number): number {
  const descriptor = openSync(file, "w");
  const order = { immediateDestination: "091000019", immediateOrigin: "1234567890", createdOn: "2026-03-02" };
  const writer = new NachaWriter((chunk) => writeSync(descriptor, chunk), order);
  for (let first = 0; first < entries; first += BATCH_ENTRIES) {
    writer.beginBatch({
      secCode: "PPD",
      serviceClass: 220,
      companyName: "Example Payments",
      companyIdentification: "1234567890",
      description: "PAYOUT",
      effectiveDate: "2026-03-03",
      odfi: "09100001",
    });
    for (let at = first; at < Math.min(first + BATCH_ENTRIES, entries); at++) {
      writer.entry({
        direction: "credit",
        accountType: "checking",
        routingNumber: "231380104",
        accountNumber: String(at),
        amountCents: 100 + (at % 9999),
        name: "Receiver One",
      });
    }
    writer.endBatch();
  }
  writer.end();
  closeSync(descriptor);
  return entries;
}

function inChunks(file: string, take: (chunk: Buffer) => void): void {
  const descriptor = openSync(file, "r");
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let length = readSync(descriptor, buffer); length > 0; length = readSync(descriptor, buffer)) {
    take(buffer.subarray(0, length));
  }
  closeSync(descriptor);
}

async function main([name = "", file = "", entries = "0"]: readonly string[]): Promise<void> {
  const task = TASKS[name];
  if (task === undefined) throw new Error(`There is no task ${name}.`);
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  const count = await task(file, Number.parseInt(entries, 10));
  const { user, system } = process.cpuUsage(cpu);
  const wallMs = performance.now() - wall;
  process.stdout.write(`${JSON.stringify({ count, wallMs, cpuMs: (user + system) / 1000 })}\n`);
}

void main(process.argv.slice(2));
