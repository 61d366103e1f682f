import { advanceFile } from "../../../../functions/ach/batches/file-steps";
import { cancelFile } from "../../../../functions/ach/batches/cancel-file";
import { rejectFile } from "../../../../functions/ach/incoming/reject";
import { applyCorrection } from "../../../../functions/ach/incoming/correct";
import { applyReturn } from "../../../../functions/ach/incoming/return";
import { settleFile } from "../../../../functions/ach/incoming/settle";
import { DayNotOverError } from "../../../../functions/ach/reconciliation/reconcile";
import { isOfDay, outcomeOf, wasSent } from "../../../../functions/ach/reconciliation/outcome";
import { Kill } from "../../payments/support/kill";
import { FILE, sent } from "../support/sent";
import { Reconciler } from "./support";

/** The morning behind a day. */
const after = (day: string) => `${day}T10:00:00Z`;

/** Where one return of one debit is over its limit. */
const FEW = { unauthorised: 1, administrative: 1, overall: 1 };

async function world(returnRateDebitsMin: object = FEW) {
  const all = await sent({ returnRateDebitsMin });
  return { ...all, reconciler: new Reconciler(all.world) };
}

describe("what became of an entry", () => {
  const entry = { fileId: "f", effectiveEntryDate: "2026-11-24" };

  it.each([
    ["settled", "settled"],
    ["corrected", "settled"],
    ["returned", "returned"],
    ["rejected", "rejected"],
    ["batched", "open"],
  ] as const)("follows from its transfer: %s is %s", (detail, outcome) => {
    expect(outcomeOf(entry, { fileId: "f", detail }, "2026-11-24", 2)).toBe(outcome);
  });

  it("is missing from so many banking days on, Thanksgiving left out, and where its transfer is elsewhere", () => {
    const open = { fileId: "f", detail: "batched" } as const;
    expect(outcomeOf(entry, open, "2026-11-26", 2)).toBe("open");
    expect(outcomeOf(entry, open, "2026-11-27", 2)).toBe("missing");
    expect(outcomeOf(entry, { ...open, fileId: "g" }, "2026-11-24", 2)).toBe("missing");
    expect(outcomeOf(entry, undefined, "2026-11-24", 2)).toBe("missing");
  });

  it("stands in the report of its own day, of the day that something became of it, and of all days until then", () => {
    const row = {
      ...{ ...entry, trace: "", transferId: "", direction: "credit" as const, amountCents: 1 },
      outcome: "settled" as const,
    };
    expect(isOfDay(row, "2026-11-24")).toBe(true);
    expect(isOfDay(row, "2026-11-25")).toBe(false);
    expect(isOfDay({ ...row, settledOn: "2026-11-25" }, "2026-11-25")).toBe(true);
    expect(isOfDay({ ...row, outcome: "returned", returnedOn: "2026-12-01" }, "2026-12-01")).toBe(true);
    expect(isOfDay({ ...row, outcome: "open" }, "2026-11-30")).toBe(true);
    expect(isOfDay({ ...row, outcome: "missing" }, "2026-11-23")).toBe(false);
  });

  it("is asked of files that may have left alone", () => {
    expect(wasSent({ status: "delivering", sha256: "x" })).toBe(true);
    expect(wasSent({ status: "held" })).toBe(false);
    expect(wasSent({ status: "cancelled", sha256: "x" })).toBe(false);
  });
});

describe("the report of a day", () => {
  it("has each entry that settled or came back, as JSON and as a table", async () => {
    const { world: all, reconciler, credit, debit, notice, deliver } = await world();
    await deliver();
    all.at("2026-11-24T15:00:00Z");
    await settleFile(all.parts(), FILE, "2026-11-24");
    await applyReturn(all.parts(), notice(credit, "R02"));
    all.at(after("2026-11-25"));
    expect(await reconciler.run()).toEqual({ day: "2026-11-24", entries: 2, missing: 0, exceeded: [] });
    const { totals, files, missing, returned } = reconciler.report("2026-11-24");
    const none = { entries: 0, credit_cents: 0, debit_cents: 0 };
    const expected = {
      entries: 2,
      settled: { entries: 1, credit_cents: 0, debit_cents: 2000 },
      returned: { entries: 1, credit_cents: 1000, debit_cents: 0 },
      ...{ rejected: none, open: none, missing: none },
    };
    expect(totals).toEqual(expected);
    expect(files).toEqual([{ file_id: FILE, status: "settled", ...expected }]);
    expect([missing, returned.length]).toEqual([[], 1]);
    const [head, ...rows] = reconciler.table("2026-11-24");
    expect(head).toBe(
      "file_id,trace,transfer_id,direction,amount_cents,effective_entry_date,outcome,settled_on,returned_on,return_code,return_due_by",
    );
    expect(rows.sort().slice(1)).toEqual(
      [
        `${FILE},12104288/${all.transfer(credit).trace!.slice(8)},${credit},credit,1000,2026-11-24,returned,2026-11-24,2026-11-24,R02,`,
        `${FILE},12104288/${all.transfer(debit).trace!.slice(8)},${debit},debit,2000,2026-11-24,settled,2026-11-24,,,`,
      ].sort(),
    );
    const text = [...reconciler.bucket.texts.values()].join("");
    expect(text).not.toContain("000123456789");
    expect(text).not.toContain("GARDEN WORKS");
  });

  it("has what nobody told of: open at first, then missing, each counted on each day until it ends", async () => {
    const { world: all, reconciler, deliver } = await world();
    await deliver();
    expect(await reconciler.at("2026-11-24")).toMatchObject({ entries: 2, missing: 0 });
    expect(reconciler.report("2026-11-24").totals).toMatchObject({ open: { entries: 2 } });
    // Two banking days behind the 24th is the 27th: the 26th is Thanksgiving.
    expect(await reconciler.at("2026-11-26")).toMatchObject({ missing: 0 });
    expect(all.counts).toEqual([]);
    expect(await reconciler.at("2026-11-27")).toMatchObject({ missing: 2 });
    expect(all.counts).toEqual(["EntriesMissing", "EntriesMissing"]);
    expect(all.logged.filter((line) => line.includes("neither settled nor come back"))).toHaveLength(2);
    await settleFile(all.parts(), FILE, "2026-12-01");
    expect(await reconciler.at("2026-12-01")).toMatchObject({ entries: 2, missing: 0 });
    expect(await reconciler.at("2026-12-02")).toMatchObject({ entries: 0, missing: 0 });
  });

  it("has late returns of files that are done with, and none of files that never left", async () => {
    const { world: all, reconciler, credit, debit, notice, deliver } = await world();
    await deliver();
    await settleFile(all.parts(), FILE, "2026-11-24");
    const correction = { trace: notice(debit, "").trace, rdfi: "09100001", code: "C13", correctedData: " ".repeat(29) };
    await reconciler.at("2026-12-20");
    all.at("2026-12-21T15:00:00Z");
    await applyReturn(all.parts(), notice(debit, "R10"));
    // What is written behind it does not move the day on which it came back.
    all.at("2026-12-22T15:00:00Z");
    await applyCorrection(all.parts(), correction);
    expect(await reconciler.at("2026-12-21")).toMatchObject({ entries: 1 });
    expect(reconciler.report("2026-12-21").returned).toEqual([
      expect.objectContaining({ transfer_id: debit, returned_on: "2026-12-21", return_code: "R10" }),
    ]);
    expect(reconciler.report("2026-12-21").files).toEqual([expect.objectContaining({ file_id: FILE })]);
    expect(await reconciler.at("2026-12-22")).toMatchObject({ entries: 0 });
    expect(all.transfer(credit).detail).toBe("settled");

    const other = await world();
    await cancelFile(other.world.parts(), FILE, "deadline_passed");
    expect(await other.reconciler.at("2026-11-24")).toMatchObject({ entries: 0 });
    const third = await world();
    await third.deliver();
    await rejectFile(third.world.parts(), FILE, "bank:x");
    expect(await third.reconciler.at("2026-11-24")).toMatchObject({ entries: 2, missing: 0 });
    expect(third.reconciler.report("2026-11-24").totals).toMatchObject({ rejected: { entries: 2 } });
  });

  it("is made of days that are over, also by hand and anew", async () => {
    const { world: all, reconciler } = await world();
    all.at(after("2026-11-25"));
    await expect(reconciler.run("2026-11-25")).rejects.toThrow(DayNotOverError);
    const first = await reconciler.run("2026-11-20");
    expect(await reconciler.run("2026-11-20")).toEqual(first);
  });

  it("is the same whoever is killed when", async () => {
    const texts = new Set<string>();
    for (let at = 1, over = false; !over; at++) {
      const { world: all, reconciler, deliver, debit, notice } = await world();
      await deliver();
      await applyReturn(all.parts(), notice(debit, "R10"));
      all.at(after("2026-11-25"));
      const kill = new Kill(at, at % 2 === 0 ? "before" : "after");
      await reconciler.run(undefined, kill).catch(() => undefined);
      over = kill.calls < at;
      await reconciler.run();
      // Each world's transfers have ids of their own.
      texts.add(JSON.stringify(reconciler.report("2026-11-24").totals));
      expect(all.events().filter((type) => type === "ach.return_rate_exceeded")).toHaveLength(2);
    }
    expect(texts.size).toBe(1);
  });
});

describe("return rates", () => {
  it("over their limits raise an alarm a day, and are told of once a day", async () => {
    const { world: all, reconciler, debit, notice, deliver } = await world();
    await deliver();
    await settleFile(all.parts(), FILE, "2026-11-24");
    expect(await reconciler.at("2026-11-24")).toMatchObject({ exceeded: [] });
    await applyReturn(all.parts(), notice(debit, "R10"));
    expect(await reconciler.at("2026-11-25")).toMatchObject({ exceeded: ["unauthorised", "overall"] });
    await reconciler.run("2026-11-25");
    const counted = all.counts.filter((name) => name.startsWith("ReturnRate"));
    expect(counted).toEqual([
      ...["ReturnRateUnauthorised", "ReturnRateOverall"],
      ...["ReturnRateUnauthorised", "ReturnRateOverall"],
    ]);
    expect(all.events().filter((type) => type === "ach.return_rate_exceeded")).toHaveLength(2);
    expect(reconciler.report("2026-11-25").return_rates).toEqual([
      {
        return_rate_id: "1234567890_unauthorised_2026-11-25",
        ...{ company: "1234567890", kind: "unauthorised", from: "2026-09-27", to: "2026-11-25" },
        ...{ returns: 1, debits: 1, basis_points: 10_000, limit_basis_points: 50, debits_min: 1, exceeded: true },
      },
      expect.objectContaining({ kind: "administrative", returns: 0, exceeded: false }),
      expect.objectContaining({ kind: "overall", returns: 1, exceeded: true }),
    ]);
  });

  it("of fewer debits than the settings say raise no alarm, each rate by its own number", async () => {
    const { world: all, reconciler, debit, notice, deliver } = await world({ unauthorised: 2, overall: 1 });
    await deliver();
    await settleFile(all.parts(), FILE, "2026-11-24");
    await applyReturn(all.parts(), notice(debit, "R10"));
    expect(await reconciler.at("2026-11-25")).toMatchObject({ exceeded: ["overall"] });
    expect(all.counts.filter((name) => name.startsWith("ReturnRate"))).toEqual(["ReturnRateOverall"]);
    expect(all.events().filter((type) => type === "ach.return_rate_exceeded")).toHaveLength(1);
    expect(reconciler.report("2026-11-25").return_rates).toEqual([
      expect.objectContaining({ kind: "unauthorised", basis_points: 10_000, debits_min: 2, exceeded: false }),
      expect.objectContaining({ kind: "administrative", debits_min: 34 }),
      expect.objectContaining({ kind: "overall", debits_min: 1, exceeded: true }),
    ]);
  });

  it("count sixty days, and debits alone: a payout that comes back is in none", async () => {
    const { world: all, reconciler, credit, debit, notice, deliver } = await world();
    await deliver();
    await settleFile(all.parts(), FILE, "2026-11-24");
    await applyReturn(all.parts(), notice(credit, "R02"));
    expect(await reconciler.at("2026-11-25")).toMatchObject({ exceeded: [] });
    await applyReturn(all.parts(), notice(debit, "R02"));
    expect(await reconciler.at("2026-11-26")).toMatchObject({ exceeded: ["administrative", "overall"] });
    expect(await reconciler.at("2027-01-22")).toMatchObject({ exceeded: ["administrative", "overall"] });
    // Its sixtieth day is over, the debit's before it.
    expect(await reconciler.at("2027-02-01")).toMatchObject({ exceeded: [] });
    expect(reconciler.report("2027-02-01").return_rates.every((rate) => !("basis_points" in rate))).toBe(true);
  });

  it("are counted once a day's debits are, also where no run came for weeks", async () => {
    const { world: all, reconciler, debit, notice, deliver } = await world();
    await deliver();
    await settleFile(all.parts(), FILE, "2026-11-24");
    await applyReturn(all.parts(), notice(debit, "R01"));
    expect(await reconciler.at("2026-12-20")).toMatchObject({ exceeded: ["overall"] });
    expect(reconciler.report("2026-12-20").return_rates[2]).toMatchObject({ debits: 1, returns: 1 });
    // From then on by the day's count: its file is not read again.
    const parts = reconciler.parts();
    const read: string[] = [];
    const batches = { entries: (id: string) => (read.push(id), parts.batches.entries(id)) };
    all.at(after("2026-12-23"));
    await reconciler.with({ ...parts, batches });
    expect(read).toEqual([]);
    expect(reconciler.report("2026-12-22").return_rates[2]).toMatchObject({ debits: 1, returns: 1 });
  });

  it("do not count what was never sent, or was rejected", async () => {
    const { world: all, reconciler, deliver } = await world();
    await reconciler.at("2026-11-24");
    expect(reconciler.report("2026-11-24").return_rates[2]).toMatchObject({ debits: 0 });
    await deliver();
    await reconciler.at("2026-11-25");
    expect(reconciler.report("2026-11-25").return_rates[2]).toMatchObject({ debits: 1 });
    await rejectFile(all.parts(), FILE, "bank:x");
    await reconciler.at("2026-11-26");
    expect(reconciler.report("2026-11-26").return_rates[2]).toMatchObject({ debits: 0 });
  });

  it("are those of what left: a file that is on its way counts", async () => {
    const { world: all, reconciler } = await world();
    await advanceFile(all.parts(), FILE, "delivering");
    await reconciler.at("2026-11-24");
    expect(reconciler.report("2026-11-24").return_rates[2]).toMatchObject({ debits: 1 });
  });
});
