import { readTable } from "../../../../functions/ach/incoming-files/table-text";
import { kindOf } from "../../../../functions/ach/incoming-files/take-file";
import { takeWaiting } from "../../../../functions/ach/incoming-files/take-waiting";
import { writeFile } from "../../../../functions/ach/batch-items";
import type { AchFile } from "../../../../functions/ach/batches/file";
import { advanceFile } from "../../../../functions/ach/batches/file-steps";
import { cancelFile } from "../../../../functions/ach/batches/cancel-file";
import { Kill } from "../../payments/support/kill";
import { FILE, sent } from "../support/sent";
import { acknowledgement, Inbox, noticeFile, settlement } from "./support/inbox";

/** The file of `sent`: a payout of 10.00 and a debit of 20.00. */
async function world() {
  const all = await sent();
  const inbox = new Inbox(all.world);
  const file = () => all.world.files().find(({ id }) => id === FILE)!;
  const acknowledged = (change: object = {}) => acknowledgement(file(), all.world.entries(), change);
  const deliver = async () => {
    await advanceFile(all.world.parts(), FILE, "delivering");
    await advanceFile(all.world.parts(), FILE, "delivered");
  };
  return { ...all, inbox, file, acknowledged, deliver };
}

const SETTLED = settlement([[FILE, "2026-11-24", 2000, 1000]]);

describe("what kind an incoming file is", () => {
  it.each([
    ["101 091000019", "notices"],
    ["\xEF\xBB\xBF\r\n101 091000019", "notices"],
    ["file,status,reason,entries", "acknowledgement"],
    ["file,settlement_date,debit_cents\r\n", "settlement"],
    ["-----BEGIN PGP MESSAGE-----", "unknown"],
    ["", "unknown"],
  ])("is told by how it begins: %j", (head, kind) => {
    expect(kindOf(head)).toBe(kind);
  });
});

describe("a table", () => {
  it("is read with LF or CRLF, quotes and a byte order mark, and its columns in their order alone", () => {
    const rows = [{ line: 2, values: { a: 'x, "y"', b: "1" } }];
    expect(readTable('\uFEFFa,b\r\n"x, ""y""",1\r\n', ["a", "b"])).toEqual({ rows, faults: [] });
    expect(readTable("b,a\n1,2\n", ["a", "b"])).toEqual({
      rows: [],
      faults: [{ line: 1, field: "header", allowed: "a,b" }],
    });
    const row = (line: number) => ({ line, field: "row", allowed: "2 values" });
    expect(readTable('a,b\n1\n1,2,3\n"1,2\n\n', ["a", "b"]).faults).toEqual([row(2), row(3), row(4)]);
    expect(readTable("a,b\n1,2", ["a", "b"]).rows).toHaveLength(1);
  });
});

describe("an acknowledgement", () => {
  it("takes a file over where the bank counted what we did, once", async () => {
    const { world: all, inbox, file, acknowledged, deliver } = await world();
    await deliver();
    expect(await inbox.take("a.ack.csv", acknowledged())).toMatchObject({
      kind: "acknowledgement",
      status: "applied",
      applied: 1,
    });
    expect(file().status).toBe("acknowledged");
    expect(await inbox.take("b.ack.csv", acknowledged())).toMatchObject({ status: "applied", known: 1 });
    expect(all.events().filter((type) => type === "ach.file_acknowledged")).toHaveLength(1);
    expect(all.counts).toEqual([]);
  });

  it("proves that a file was delivered, whatever is known of its way", async () => {
    const { world: all, inbox, file, acknowledged } = await world();
    await inbox.take("a.ack.csv", acknowledged({ status: "duplicate" }));
    expect(file().status).toBe("delivered");
    await inbox.take("b.ack.csv", acknowledged());
    expect(file().status).toBe("acknowledged");
    expect(all.events()).toContain("ach.file_delivered");
  });

  it("of other sums than ours changes nothing, and needs a person", async () => {
    const { world: all, inbox, file, acknowledged, deliver } = await world();
    await deliver();
    for (const [place, change] of [{ entries: 1 }, { debit_cents: 2001 }, { credit_cents: "many" }].entries()) {
      const taken = await inbox.take(`${place}.ack.csv`, acknowledged(change));
      expect(taken).toMatchObject({ status: "kept", faults: 1, exceptions: [{ what: "sums_differ", fileId: FILE }] });
      expect(inbox.bucket.names("unmatched/")).toContain(taken.copiedTo);
    }
    expect(file().status).toBe("delivered");
    expect(all.counts).toEqual(["ReturnsUnmatched", "ReturnsUnmatched", "ReturnsUnmatched"]);
  });

  it("that rejects a file gives its money back; whoever is killed when, the next finishes, and no number of it is kept", async () => {
    for (let at = 1, over = false; !over; at++) {
      const { world: all, inbox, file, acknowledged, deliver } = await world();
      await deliver();
      const kill = new Kill(at, at % 2 === 0 ? "before" : "after");
      const text = acknowledged({ status: "rejected", reason: "account 000123456789 is closed", entries: "" });
      await inbox.take("a.ack.csv", text, kill).catch(() => undefined);
      over = kill.calls < at;
      await inbox.take("a.ack.csv", text);
      expect(file()).toMatchObject({ status: "rejected", reason: "bank:account **** is closed" });
      expect(all.transfers().map(({ detail }) => detail)).toEqual(["rejected", "rejected"]);
      expect(all.balance("provider_payable", "pro_1")).toBe(1000);
      all.expectSound();
    }
  });

  it("of no file of ours, or of one that never left, or that is no table, is kept", async () => {
    const { world: all, inbox, acknowledged, deliver } = await world();
    const exceptionsOf = async (text: string) => (await inbox.take("x.csv", text)).exceptions.map(({ what }) => what);
    expect(await exceptionsOf(acknowledged({ file: "12104288_2026-11-20_standard_01.ach" }))).toEqual(["unmatched"]);
    expect(await exceptionsOf(acknowledged({ file: "99104288_2026-11-23_standard_01.ach" }))).toEqual(["unmatched"]);
    expect(await exceptionsOf(acknowledged({ file: "../x" }))).toEqual(["unmatched"]);
    expect(await exceptionsOf("file,status\n")).toEqual(["table_header"]);
    expect(await exceptionsOf(acknowledged().split("\n")[0]!)).toEqual(["table_empty"]);
    expect(await exceptionsOf(acknowledged().replace(",accepted,", ","))).toEqual(["table_row"]);
    await deliver();
    expect(await exceptionsOf(acknowledged({ status: "maybe" }))).toEqual(["status_unknown"]);
    await inbox.take("s.csv", SETTLED);
    expect(await exceptionsOf(acknowledged({ status: "rejected" }))).toEqual(["rejected_after_settlement"]);
    all.expectSound();
    const other = await world();
    await cancelFile(other.world.parts(), FILE, "deadline_passed");
    const taken = await other.inbox.take("x.csv", other.acknowledged());
    expect(taken.exceptions).toEqual([{ what: "never_sent", place: 2 }]);
    const third = await world();
    await third.deliver();
    await third.inbox.take("r.csv", third.acknowledged({ status: "rejected" }));
    expect((await third.inbox.take("a.csv", third.acknowledged())).exceptions[0]?.what).toBe(
      "accepted_after_rejection",
    );
    expect((await third.inbox.take("s.csv", SETTLED)).exceptions[0]?.what).toBe("settled_after_rejection");
  });
});

describe("a rejection", () => {
  /** Has the file stand otherwise than it does. */
  const change = ({ world: all, file }: Awaited<ReturnType<typeof world>>, fields: Partial<AchFile>) =>
    all.table.put(writeFile({ ...file(), ...fields }));
  const delivery = {
    phase: "over",
    listing: 0,
    failures: 0,
    uncertain: true,
    since: "2026-11-24T07:00:00Z",
  } as const;

  it("waits until it is known that the file is there: the bank may have got a part of it", async () => {
    const all = await world();
    change(all, { status: "delivering" });
    const part = all.acknowledged({ status: "rejected", entries: 1, credit_cents: 0 });
    expect(await all.inbox.take("p.csv", part)).toMatchObject({ status: "waiting", tooEarly: 1 });
    change(all, { status: "delivered", delivery: { ...delivery, attempt: 2 } });
    all.world.clock.milliseconds += 3 * 60_000;
    await takeWaiting(all.inbox.parts(), Infinity);
    expect(all.inbox.files()[0]?.exceptions).toEqual([{ what: "rejection_of_a_part", place: 2, fileId: FILE }]);
    expect(await all.inbox.take("a.csv", all.acknowledged())).toMatchObject({ applied: 1 });
    expect(all.file().status).toBe("acknowledged");
  });

  it.each([
    { status: "delivered", delivery: { ...delivery, attempt: 1 } },
    { status: "delivered", delivery: { ...delivery, attempt: 3 }, counted: true },
    { status: "acknowledged", counted: true },
  ] as const)("counts of a file that is there, of all that it has: %j", async ({ counted = false, ...fields }) => {
    const all = await world();
    change(all, fields);
    const text = all.acknowledged({ status: "rejected", ...(!counted && { entries: 0 }) });
    expect(await all.inbox.take("r.csv", text)).toMatchObject({ status: "applied", applied: 1 });
    expect(await all.inbox.take("s.csv", text)).toMatchObject({ status: "applied", known: 1 });
    expect(all.file().status).toBe("rejected");
  });
});

describe("a file of ours that the bank names", () => {
  it("before it is built is waited for; one that was held for what stands in it was never sent", async () => {
    const all = await world();
    const { sha256: _sha256, ...unwritten } = all.file();
    all.world.table.put(writeFile({ ...unwritten, status: "claimed" }));
    expect(await all.inbox.take("a.csv", all.acknowledged())).toMatchObject({ status: "waiting", tooEarly: 1 });
    expect(await all.inbox.take("s.csv", SETTLED.replace("11-24", "11-23"))).toMatchObject({ tooEarly: 1 });
    all.world.table.put(writeFile({ ...unwritten, status: "held", reason: "content:order" }));
    expect((await all.inbox.take("b.csv", `${all.acknowledged()}\n`)).exceptions[0]?.what).toBe("never_sent");
  });
});

describe("a settlement", () => {
  it("is booked where its sums are ours, once", async () => {
    const { world: all, inbox, file, deliver } = await world();
    await deliver();
    all.at("2026-11-24T15:00:00Z");
    expect(await inbox.take("s1.csv", SETTLED)).toMatchObject({ kind: "settlement", status: "applied", applied: 1 });
    expect(file()).toMatchObject({ status: "settled", settledOn: "2026-11-24" });
    expect(await inbox.take("s1.csv", SETTLED)).toMatchObject({ applied: 1, known: 0, runs: 1 });
    expect(await inbox.take("s2.csv", SETTLED)).toMatchObject({ status: "applied", applied: 0, known: 1 });
    all.expectSound();
  });

  it("is booked once, whoever is killed when", async () => {
    for (let at = 1, over = false; !over; at++) {
      const { world: all, inbox, deliver } = await world();
      await deliver();
      all.at("2026-11-24T15:00:00Z");
      const kill = new Kill(at, at % 2 === 0 ? "before" : "after");
      await inbox.take("s.csv", SETTLED, kill).catch(() => undefined);
      over = kill.calls < at;
      expect((await inbox.take("s.csv", SETTLED)).status).toBe("applied");
      all.expectSound();
      expect(all.balance("settlement_cash")).toBe(2000);
    }
  });

  it("of other sums is never booked, and is told, kept and counted", async () => {
    const { world: all, inbox, file, deliver } = await world();
    await deliver();
    all.at("2026-11-24T15:00:00Z");
    const taken = await inbox.take("s.csv", settlement([[FILE, "2026-11-24", 2000, 999]]));
    expect(taken).toMatchObject({
      status: "kept",
      faults: 1,
      exceptions: [{ what: "sums_differ", place: 2, fileId: FILE }],
    });
    expect(file()).toMatchObject({ status: "delivered", settled: 0 });
    expect(all.counts).toEqual(["ReturnsUnmatched"]);
  });

  it("has a day and cents, of a banking day that has come", async () => {
    const { world: all, inbox, deliver } = await world();
    await deliver();
    all.at("2026-11-24T15:00:00Z");
    const wrong = ["2026-11-22", "2026-11-26", "2026-13-01", "2026-11-30", "today"].map(
      (day) => [FILE, day, 2000, 1000] as const,
    );
    const taken = await inbox.take("s.csv", settlement([...wrong, [FILE, "2026-11-24", -1, 1000]]));
    expect(taken.exceptions.map(({ what, place }) => [what, place])).toEqual(
      [2, 3, 4, 5, 6, 7].map((place) => ["table_value", place]),
    );
    expect(await inbox.take("t.csv", settlement([["none", "2026-11-24", 1, 1]]))).toMatchObject({ unmatched: 1 });
  });
});

describe("a file that comes before our own books are there", () => {
  it("waits, and is applied when its turn comes", async () => {
    const { world: all, inbox, credit, notice, deliver } = await world();
    const bytes = noticeFile([notice(credit, "R02")]);
    const taken = await inbox.take("r.ach", bytes);
    expect(taken).toMatchObject({ status: "waiting", tooEarly: 1, applied: 0, runs: 1 });
    expect(all.counts).toEqual([]);
    expect(await takeWaiting(inbox.parts(), Infinity)).toBe(0);
    all.clock.milliseconds += 3 * 60_000;
    expect(await takeWaiting(inbox.parts(), 0)).toBe(0);
    expect(await takeWaiting(inbox.parts(), Infinity)).toBe(1);
    expect(inbox.files()[0]).toMatchObject({ status: "waiting", runs: 2 });
    await deliver();
    all.clock.milliseconds += 10 * 60_000;
    expect(await takeWaiting(inbox.parts(), Infinity)).toBe(1);
    expect(inbox.files()[0]).toMatchObject({ status: "applied", applied: 1, tooEarly: 0, runs: 3 });
    expect(inbox.files()[0]?.dueAt).toBeUndefined();
    expect(all.transfer(credit)).toMatchObject({ detail: "returned", returnCode: "R02" });
    all.clock.milliseconds += 24 * 60 * 60_000;
    expect(await takeWaiting(inbox.parts(), Infinity)).toBe(0);
  });

  it("is for a person after five days, and where it is gone meanwhile", async () => {
    const { world: all, inbox, credit, notice } = await world();
    const bytes = noticeFile([notice(credit, "R02")]);
    await inbox.take("r.ach", bytes);
    await inbox.take("gone.ach", bytes);
    for (const name of [...inbox.bucket.objects.keys()].filter((each) => each.includes("gone"))) {
      inbox.bucket.objects.delete(name);
    }
    all.clock.milliseconds += 5 * 24 * 60 * 60_000;
    expect(await takeWaiting(inbox.parts(), Infinity)).toBe(2);
    const [left, gone] = ["incoming/r.ach", "incoming/gone.ach"].map((key) =>
      inbox.files().find((file) => file.key === key),
    );
    expect(left).toMatchObject({
      status: "kept",
      unmatched: 1,
      copiedTo: expect.stringMatching(/^unmatched\/r\.ach\./),
    });
    expect(gone).toMatchObject({ status: "kept", unmatched: 1, exceptions: [{ what: "file_gone", place: 0 }] });
    expect(await takeWaiting(inbox.parts(), Infinity)).toBe(0);
  });

  it("holds up no other where it fails", async () => {
    const { world: all, inbox, credit, notice } = await world();
    await inbox.take("r.ach", noticeFile([notice(credit, "R02")]));
    all.clock.milliseconds += 3 * 60_000;
    const parts = inbox.parts();
    const failing = { ...parts, inbox: { ...parts.inbox, open: () => Promise.reject(new Error("away")) } };
    expect(await takeWaiting(failing, Infinity)).toBe(0);
    expect(all.counts).toEqual(["IncomingFailures"]);
    expect(inbox.files()[0]?.status).toBe("waiting");
  });
});

describe("a file that cannot be read", () => {
  it("is kept, copied and counted, and its message is done with", async () => {
    const { world: all, inbox } = await world();
    const big = Buffer.alloc(1_000_001, "file,settlement_date,debit_cents,credit_cents\n");
    for (const [bytes, what] of [
      ["", "file_empty"],
      ["PK\u0003\u0004", "kind_unknown"],
      [big, "file_too_large"],
    ] as const) {
      const taken = await inbox.take("x", bytes);
      expect(taken).toMatchObject({ status: "kept", faults: 1, exceptions: [{ what, place: 0 }] });
      expect(inbox.bucket.objects.get(taken.copiedTo!)).toEqual(Buffer.from(bytes));
    }
    expect(all.counts).toEqual(["ReturnsUnmatched", "ReturnsUnmatched", "ReturnsUnmatched"]);
    expect(all.logged.filter((line) => line.includes("needs a person"))).toHaveLength(3);
  });

  it("is noise of many faults: some are kept, all are counted, and the alarm is raised once", async () => {
    const { world: all, inbox } = await world();
    const taken = await inbox.take("noise.ach", `101 ${"4242424242424242 noise\n".repeat(500)}`);
    expect(taken.faults).toBeGreaterThan(200);
    expect(taken.exceptions).toHaveLength(200);
    expect(all.counts).toEqual(["ReturnsUnmatched"]);
    expect(JSON.stringify([taken, all.logged])).not.toContain("42424242");
  });
});

describe("a return that matches nothing", () => {
  it("is counted, copied and kept with trace and code; the others of its file are applied", async () => {
    const { world: all, inbox, credit, debit, notice, deliver } = await world();
    await deliver();
    const stray = { trace: "121042880000999", amountCents: 1, code: "R03" };
    const unusable = { trace: notice(debit, "").trace, code: "C02", correctedData: "123456789" };
    const taken = await inbox.take("r.ach", noticeFile([notice(credit, "R01"), stray, unusable]));
    expect(taken).toMatchObject({ status: "kept", applied: 1, unmatched: 1, faults: 1 });
    expect(taken.exceptions).toEqual([
      { what: "unmatched", place: 6, code: "R03", trace: "12104288/0000999" },
      { what: "unusable", place: 10, code: "C02", trace: expect.stringMatching(/^12104288\//) },
    ]);
    expect(all.counts).toEqual(["TransfersReturned", "ReturnsUnmatched", "ReturnsUnmatched"]);
  });

  it("shows no account number in logs, items or events", async () => {
    const { world: all, inbox, credit, notice, deliver } = await world();
    await deliver();
    const { trace } = notice(credit, "");
    await inbox.take(
      "r.ach",
      noticeFile([{ trace, code: "C01", correctedData: "999900001111" }, notice(credit, "R80")]),
    );
    await inbox.take("s.ach", noticeFile([{ trace: "121042880000999", code: "C01", correctedData: "999900001111" }]));
    const text = JSON.stringify([all.logged, all.table.startingWith("")]);
    for (const number of ["999900001111", "744-5678-99", "000123456789"]) expect(text).not.toContain(number);
  });
});
