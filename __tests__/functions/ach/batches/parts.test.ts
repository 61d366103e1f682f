import type { PutObjectCommand } from "@aws-sdk/client-s3";
import { HeadObjectCommand, type S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { FileConflictError, s3FileBucket } from "../../../../functions/ach/bucket-store";
import { buildFile } from "../../../../functions/ach/batches/build";
import { cancelFile } from "../../../../functions/ach/batches/cancel-file";
import { fileIdOf, modifierOf, TooManyFilesError } from "../../../../functions/ach/batches/file";
import { advanceFile, fileMayBecome, IllegalFileStepError } from "../../../../functions/ach/batches/file-steps";
import { optimise } from "../../../../functions/ach/batches/optimise";
import { nextRange, numbersOf, sequenceOf } from "../../../../functions/ach/batches/sequences";
import { FileContentError, writeFileBytes } from "../../../../functions/ach/batches/write-file";
import { hashKeys } from "../../../../functions/ach/hash-keys";
import { parseFile } from "../../../../functions/ach/nacha/file";
import { odfiSettings, planLimits, pricesOn, windowSettings } from "../../../../functions/ach/settings";
import { createTransfer } from "../../../../functions/ach/transfers/create";
import { money } from "../../../../functions/shared/money";
import { MemoryKms } from "../../vault/support/memory-kms";
import { CALLER, settingsOf, World } from "../support/world";

const LATER = "2026-11-24T06:50:00Z";
const FILE = "12104288_2026-11-23_standard_01";

async function built(world: World) {
  const account = await world.account();
  await world.fund({ provider: ["pro_1", 10_000], cash: 10_000 });
  for (const transferType of ["standard", "standard"] as const) {
    const asked = { direction: "credit", transferType, bankAccountId: account.id, amount: money(70, "USD") } as const;
    await createTransfer(world.parts(), CALLER, asked);
  }
  await optimise(world.at(LATER).parts());
  return world.files()[0]!;
}

describe("trace numbers", () => {
  it("follow one another, never cross a turn within a file, and are found again by their seven digits", () => {
    const counts = fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(counts, (files) => {
        let next = 0;
        for (const count of files) {
          const { first, last } = nextRange("12104288", next, count);
          expect(first).toBeGreaterThanOrEqual(Math.max(next, 1));
          expect(last - first).toBe(count - 1);
          expect(sequenceOf(first)).toBeGreaterThan(0);
          expect(sequenceOf(last) - sequenceOf(first)).toBe(count - 1);
          next = last + 1;
          for (const number of [first, last]) expect(numbersOf(sequenceOf(number), next)).toContain(number);
        }
      }),
    );
    expect(nextRange("1", 0, 3)).toEqual({ odfi: "1", seen: 0, first: 1, last: 3 });
    expect(nextRange("1", 9_999_999, 2)).toMatchObject({ first: 10_000_001, last: 10_000_002 });
    expect(nextRange("1", 10_000_000, 1)).toMatchObject({ first: 10_000_001 });
    expect(numbersOf(5, 4)).toEqual([]);
  });
});

describe("a file", () => {
  it("has a name that follows from ODFI, window and part, and a modifier that no other of its day has", () => {
    const window = { processingDay: "2026-11-23", name: "same-day-1" } as const;
    expect(fileIdOf("12104288", window, 3)).toBe("12104288_2026-11-23_same-day-1_03");
    const names = ["same-day-1", "same-day-2", "same-day-3", "standard"] as const;
    const parts = names.flatMap((name) =>
      Array.from({ length: name === "standard" ? 12 : 8 }, (_, part) => modifierOf({ ...window, name }, part + 1)),
    );
    expect(new Set(parts).size).toBe(36);
    expect(() => modifierOf(window, 9)).toThrow(TooManyFilesError);
  });

  it("goes where it may, and nowhere else", () => {
    expect([
      fileMayBecome("built", "delivering"),
      fileMayBecome("delivering", "cancelling"),
      fileMayBecome("held", "cancelling"),
    ]).toEqual([true, false, true]);
    expect(new IllegalFileStepError("f", "built", "settled").message).toBe(
      "The file f is built and cannot become settled.",
    );
  });

  it("is the same whenever it is built again, and is not another's", async () => {
    const world = new World();
    const file = await built(world);
    const { encryptor, batches } = world.parts();
    const entries = await batches.entries(file.id);
    world.at("2027-01-01T00:00:00Z");
    const again = await writeFileBytes(encryptor, file, entries);
    expect([again.sha256, again.bytes]).toEqual([file.sha256, world.bucket.files.get(file.key!)]);
    await expect(writeFileBytes(encryptor, file, entries.slice(1))).rejects.toThrow(FileContentError);
    const moved = entries.map((entry) => ({ ...entry, sequence: entry.sequence + 1 }));
    await expect(writeFileBytes(encryptor, file, moved)).rejects.toThrow(FileContentError);
  });

  it.each([
    ["that cannot be written", { holderName: "N\u00e4me" }, "content:name"],
    ["in which our reader finds something", {}, "content:"],
  ])("%s is held for a person, and never sent", async (_, account, reason) => {
    const world = new World();
    const file = await built(world);
    const parts = world.parts();
    const entries = await parts.batches.entries(file.id);
    const faulty = entries.map((entry) => ({
      ...entry,
      account: { ...entry.account, ...account },
      ...(reason === "content:" && { description: "REVERSAL" }),
    }));
    const claimed = { ...file, status: "claimed" as const };
    world.table.put((await import("../../../../functions/ach/batch-items")).writeFile(claimed));
    const header = { ...file.header, ...(reason === "content:" && { immediateOrigin: "          " }) };
    const batches = Object.assign(Object.create(parts.batches) as typeof parts.batches, {
      entries: async () => Promise.resolve(faulty),
    });
    const held = await buildFile({ ...parts, batches }, { ...claimed, header });
    expect(held).toMatchObject({ status: "held", reason: expect.stringContaining(reason) });
    expect(world.counts).toContain("FilesHeld");
    expect(world.events()).toContain("ach.file_held");
    expect(await advanceFile(world.parts(), file.id, "held")).toMatchObject({ status: "held" });
  });

  it("that may have left is cancelled by a person alone", async () => {
    const world = new World();
    const file = await built(world);
    await advanceFile(world.parts(), file.id, "delivering");
    await expect(cancelFile(world.parts(), file.id, "by_hand")).rejects.toThrow(IllegalFileStepError);
    await advanceFile(world.parts(), file.id, "held", { reason: "unknown" });
    expect(await cancelFile(world.parts(), file.id, "by_hand")).toMatchObject({
      status: "cancelled",
      reason: "unknown",
    });
    expect(await cancelFile(world.parts(), file.id, "by_hand")).toMatchObject({ status: "cancelled" });
    world.expectSound();
  });
});

describe("balanced files", () => {
  it("have an entry of ours in each batch, with a trace number of its own", async () => {
    const plain = new World();
    const ours = await plain.account({ owner: { kind: "provider", id: "platform" }, accountNumber: "777700001111" });
    const world = new World(settingsOf({ offsetBankAccountId: ours.id }));
    for (const item of plain.table.startingWith("BANKACCOUNT#")) world.table.put(item);
    const person = await world.account({ holderType: "person", accountNumber: "55554444" });
    await world.fund({ provider: ["pro_1", 10_000], cash: 10_000 });
    const asked = {
      direction: "credit",
      transferType: "standard",
      bankAccountId: person.id,
      amount: money(30, "USD"),
    } as const;
    await createTransfer(world.parts(), CALLER, asked);
    const file = await built(world);
    expect(file).toMatchObject({ id: FILE, status: "built", entries: 3, batches: 2 });
    const read = parseFile(world.bucket.files.get(file.key!)!);
    expect(read.findings).toEqual([]);
    expect(
      world
        .entries()
        .map(({ sequence }) => sequence)
        .sort(),
    ).toEqual([1, 2, 4]);
    expect(await world.parts().batches.nextSequence("12104288")).toBe(6);
  });

  it("are not made where the account is not there", async () => {
    const world = new World(settingsOf({ offsetBankAccountId: "ba_00000000-0000-0000-0000-000000000000" }));
    await expect(built(world)).rejects.toThrow("could not be finished");
    expect(world.logged.join()).toContain("ach_offset_account");
  });
});

describe("the settings", () => {
  it("have their defaults, and dated prices", () => {
    const settings = settingsOf();
    expect(planLimits(settings)).toEqual({ batchEntriesMax: 2500, fileRecordsMax: 10_000, balanced: false });
    expect(pricesOn(settings, "2026-11-23")).toEqual({
      ...{ asOf: "2022-01-01", source: "cost model of the project", fileMills: 0, batchMills: 250, entryMills: 0 },
      sameDayEntryMills: 52,
    });
    const two = settingsOf({ windows: { leadMinutes: 30, standardCreditDays: 2 } });
    expect([windowSettings(two, "credit").standardDays, windowSettings(two, "debit").standardDays]).toEqual([2, 1]);
    expect(
      odfiSettings.safeParse({ ...settings, company: { name: "A NAME OF MORE THAN SIXTEEN", identification: "1" } })
        .success,
    ).toBe(false);
  });

  it("give the bank an hour to acknowledge, and a return rate its least debits, where nothing else is said", () => {
    expect(settingsOf().acknowledgedWithinMinutes).toBe(60);
    const { returnRateDebitsMin } = settingsOf({ returnRateDebitsMin: { overall: 20 } });
    expect(returnRateDebitsMin).toEqual({ unauthorised: 200, administrative: 34, overall: 20 });
    for (const wrong of [{ acknowledgedWithinMinutes: 4 }, { returnRateDebitsMin: { overall: 0 } }]) {
      expect(odfiSettings.safeParse({ ...settingsOf(), ...wrong }).success).toBe(false);
    }
  });
});

describe("the keys of hashes", () => {
  it("are three, made once, and asked for again where KMS was away", async () => {
    const kms = new MemoryKms();
    const keys = hashKeys(kms, "arn");
    kms.before = () => {
      throw new Error("away");
    };
    await expect(keys()).rejects.toThrow("away");
    kms.before = () => undefined;
    const made = await keys();
    expect(await keys()).toBe(made);
    expect(new Set(Object.values(made).map(String)).size).toBe(3);
  });
});

describe("the bucket of files", () => {
  const bytes = Buffer.from("101 a file");
  const sha256 = createHash("sha256").update(bytes).digest("hex");

  /** A bucket that has a file with this hash, or none. */
  function bucketWith(there: string | undefined, status = 412) {
    const sent: object[] = [];
    const client = {
      send: (command: object) => {
        sent.push(command);
        if (command instanceof HeadObjectCommand) return Promise.resolve({ Metadata: { sha256: there } });
        if (there === undefined) return Promise.resolve({});
        return Promise.reject(
          new S3ServiceException({ name: "X", $fault: "client", $metadata: { httpStatusCode: status } }),
        );
      },
    } as unknown as S3Client;
    return { sent, bucket: s3FileBucket(client, "ach-files-test") };
  }

  it("keeps a file under its name where none is there", async () => {
    const { bucket, sent } = bucketWith(undefined);
    await bucket.put("outgoing/x.ach", bytes);
    expect((sent[0] as PutObjectCommand).input).toMatchObject({
      Bucket: "ach-files-test",
      Key: "outgoing/x.ach",
      IfNoneMatch: "*",
      Metadata: { sha256 },
    });
  });

  it("takes the same file again, and never another one", async () => {
    await expect(bucketWith(sha256).bucket.put("x", bytes)).resolves.toBeUndefined();
    await expect(bucketWith("other").bucket.put("x", bytes)).rejects.toThrow(FileConflictError);
    await expect(bucketWith("other", 503).bucket.put("x", bytes)).rejects.toThrow(S3ServiceException);
  });
});
