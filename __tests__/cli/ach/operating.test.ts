import { optimise } from "../../../functions/ach/batches/optimise";
import { readRun } from "../../../functions/ach/batches/run-request";
import { showFile } from "../../../functions/ach/batches/show-file";
import { showWindows } from "../../../functions/ach/batches/show-windows";
import { cancelByHand } from "../../../functions/ach/delivery/cancel";
import { readDeliveryRequest } from "../../../functions/ach/delivery/request";
import { cancelTransfer } from "../../../functions/ach/transfers/cancel";
import { applyReturn } from "../../../functions/ach/incoming/return";
import { writeFile } from "../../../functions/ach/batch-items";
import { FILE, sent } from "../../functions/ach/support/sent";
import { payable } from "../../functions/ach/support/transfers";
import { World } from "../../functions/ach/support/world";
import { createTransfer } from "../../../functions/ach/transfers/create";
import { CALLER } from "../../functions/ach/support/world";
import { TestSurroundings } from "../support/surroundings";

/** The optimizer's function over a world, as Lambda calls it. */
function optimizer(world: World): TestSurroundings {
  return new TestSurroundings(async (_name, request) => {
    const asked = readRun(request);
    const parts = world.parts();
    if (asked.ask === "windows") return asJson(await showWindows(parts));
    if (asked.ask === "file") return asJson(await showFile(parts, asked.fileId));
    return asJson({ windows: await optimise(parts, asked.run), madeAvailable: 0 });
  });
}

const asJson = (value: object): unknown => JSON.parse(JSON.stringify(value));
const at = (answer: unknown) => new TestSurroundings(async () => Promise.resolve(answer));

describe("ecosystemaws ach windows", () => {
  it("shows today's windows with what is due in each, and changes nothing", async () => {
    const { world, asked } = await payable();
    await world.fund({ cash: 123_450 });
    await createTransfer(world.parts(), CALLER, asked);
    await createTransfer(world.parts(), CALLER, { ...asked, transferType: "same-day" });
    const before = world.table.startingWith("").length;
    const around = optimizer(world);
    expect(await around.run("ach windows --environment prod")).toBe(0);
    expect(around.calls).toEqual([{ name: "ach-batch-optimizer-prod:live", request: { show: "windows" } }]);
    expect(around.out.text).toBe(
      [
        "2026-11-23 10:00 ET, bank 12104288: 1,234.50 USD to pay out from",
        "window      day         cut-off              deadline             settles     state  due  credits  debits",
        "same-day-1  2026-11-23  2026-11-23 10:00 ET  2026-11-23 10:30 ET  2026-11-23  done     0     0.00    0.00",
        "same-day-2  2026-11-23  2026-11-23 14:15 ET  2026-11-23 14:45 ET  2026-11-23  open     1   250.00    0.00",
        "same-day-3  2026-11-23  2026-11-23 16:15 ET  2026-11-23 16:45 ET  2026-11-23  open     0     0.00    0.00",
        "standard    2026-11-23  2026-11-24 01:45 ET  2026-11-24 02:15 ET  2026-11-24  open     1   250.00    0.00",
        "",
      ].join("\n"),
    );
    expect(world.table.startingWith("")).toHaveLength(before);
  });

  it("shows yesterday's while its files may go, with the files", async () => {
    const { world } = await sent();
    const around = optimizer(world.at("2026-11-24T07:00:00Z"));
    expect(await around.run("ach windows --function f")).toBe(0);
    expect(around.out.text).toMatch(/^standard {4}2026-11-23 .* closed +0/m);
    expect(around.out.text).toContain(`File ${FILE}: built, 2 entries`);
    expect(around.out.text).toMatch(/^same-day-1 {2}2026-11-24 .* open/m);
    const later = optimizer(world.at("2026-11-24T07:15:00Z"));
    await later.run("ach windows --function f");
    expect(later.out.text).not.toContain(FILE);
  });

  it.each([
    ["on a holiday", "2026-11-26T15:00:00Z", "2026-11-27"],
    ["at a weekend", "2026-11-28T15:00:00Z", "2026-11-30"],
  ])("%s shows those of the next banking day", async (_, moment, day) => {
    const around = optimizer(new World().at(moment));
    expect(await around.run("ach windows --json --function f")).toBe(0);
    const { windows } = JSON.parse(around.out.text) as { windows: { processing_day: string }[] };
    expect([...new Set(windows.map(({ processing_day }) => processing_day))]).toEqual([day]);
    expect(windows).toHaveLength(4);
  });
});

describe("ecosystemaws ach cutoff", () => {
  it("closes a window now, and tells of its files and what they save", async () => {
    const { world, asked } = await payable();
    await world.fund({ cash: 25_000 });
    for (let place = 0; place < 2; place++) await createTransfer(world.parts(), CALLER, asked);
    const around = optimizer(world);
    // Cash covers one of the two.
    expect(await around.run("ach cutoff standard --day 2026-11-23 --function f")).toBe(1);
    const request = { window: "standard", processing_day: "2026-11-23" };
    expect(around.calls).toEqual([{ name: "f", request }]);
    expect(around.out.text).toBe(
      [
        "2026-11-23_standard: closed",
        `  file ${FILE}: built, 1 entry, 0.250 USD instead of 0.250 one by one`,
        "  waiting for settlement cash: 1 transfer",
        "  going with a later window: 1 transfer",
        "",
      ].join("\n"),
    );
    world.expectSound();
    expect(await around.run("ach cutoff standard --function f --json")).toBe(0);
  });

  it("tells of a file that is held, and of debits that are past their hold", async () => {
    const file = { fileId: FILE, status: "held", entries: 1 };
    const window = { window: "2026-11-23_standard", status: "closed", files: [file], movedOn: 0, uncovered: 0 };
    const around = at({ windows: [window], madeAvailable: 2 });
    expect(await around.run("ach cutoff standard --function f")).toBe(1);
    expect(around.out.text).toContain(`file ${FILE}: held, 1 entry\npast their return hold: 2 debits`);
  });

  it("says so where there is nothing to do", async () => {
    const around = at({ windows: [], madeAvailable: 0 });
    expect(await around.run("ach cutoff standard --function f")).toBe(0);
    expect(around.out.text).toContain("nothing to do");
  });

  it.each([
    ["of no name", "ach cutoff noon --function f", "Allowed choices are same-day-1"],
    ["on no day", "ach cutoff standard --day today --function f", "must be a day such as"],
  ])("%s is refused", async (_, line, message) => {
    const around = at({});
    expect(await around.run(line)).toBe(2);
    expect(around.err.text).toContain(message);
    expect(around.calls).toEqual([]);
  });
});

describe("ecosystemaws ach file", () => {
  it("shows a file's life from claim to settlement, and the proof of its saving", async () => {
    const { world, credit, notice, deliver } = await sent();
    await deliver();
    const [file] = world.files();
    const since = "2026-11-24T06:52:00.000Z";
    const delivery = { phase: "over", attempt: 2, listing: 0, failures: 0, uncertain: true, since } as const;
    world.table.put(
      writeFile({
        ...file!,
        delivery: { ...delivery, failure: "timeout", deliveredAt: since },
        settledOn: "2026-11-24",
      }),
    );
    await applyReturn(world.parts(), notice(credit, "R03"));
    const around = optimizer(world);
    expect(await around.run(`ach file ${FILE} --environment prod`)).toBe(0);
    expect(around.calls[0]).toEqual({
      name: "ach-batch-optimizer-prod:live",
      request: { show: "file", file_id: FILE },
    });
    expect(around.out.text.replace(/SHA-256 [0-9a-f]{64}/, "SHA-256 ...").split("\n")).toEqual([
      `File ${FILE}: acknowledged since 2026-11-24 01:50 ET`,
      "  window     standard of 2026-11-23, cut-off 2026-11-24 01:45 ET, deadline 2026-11-24 02:15 ET",
      "  claimed    2026-11-24 01:50 ET: 2 entries, credits 10.00, debits 20.00",
      `  built      outgoing/2026-11-23/${FILE}.ach: 2 batches, ${file?.bytes} bytes, SHA-256 ...`,
      expect.stringContaining("  sent       2 times; over since 2026-11-24 01:52 ET, last failure timeout"),
      "  delivered  2026-11-24 01:52 ET",
      "  settled    2026-11-24",
      "  entries    returned 1, acknowledged 1",
      "  returned   R03 1",
      expect.stringMatching(/^Costs \d+\.\d{3} USD as planned, \d+\.\d{3} one by one; no plan is below \d+\.\d{3}$/),
      "  by prices of 2022-01-01 (cost model of the project)",
      "",
    ]);
  });

  it("says where the entries of a file are that did not leave", async () => {
    const { world } = await sent();
    await optimise(world.at("2026-11-24T07:20:00Z").parts());
    const around = optimizer(world);
    expect(await around.run(`ach file ${FILE} --function f --json`)).toBe(0);
    expect(JSON.parse(around.out.text)).toMatchObject({
      file: { status: "cancelled", reason: "deadline_passed" },
      entries: { moved_on: 2 },
    });
    await around.run(`ach file ${FILE} --function f`);
    expect(around.out.text).toContain(`File ${FILE}: cancelled (deadline_passed)`);
  });

  it("says that there is none", async () => {
    const around = optimizer(new World());
    expect(await around.run("ach file 12104288_2020-01-01_standard_01 --function f")).toBe(2);
    expect(around.err.text).toContain("There is no file 12104288_2020-01-01_standard_01");
  });

  it("asks who answers something else whether it is of the same version", async () => {
    const around = at({ ok: true });
    expect(await around.run(`ach file ${FILE} --function f`)).toBe(2);
    expect(around.err.text).toMatch(/answers nothing that is known here \(file.*\)\. Is this command line of the same/);
  });
});

describe("ecosystemaws ach resend", () => {
  const line = `ach resend ${FILE} --environment prod`;

  it("asks delivery to send a file again", async () => {
    const around = at({ files: [{ fileId: FILE, status: "delivering", phase: "sending" }] });
    expect(await around.run(line)).toBe(0);
    expect(around.calls).toEqual([{ name: "ach-file-delivery-prod:live", request: { resend: FILE } }]);
    expect(around.out.text).toBe(`File ${FILE}: on its way again (delivering, sending)\n`);
  });

  it.each([
    ["acknowledged", "the bank has acknowledged it"],
    ["deadline_passed", "its dates are stale"],
    ["something_new", "something_new"],
  ])("tells why it is not: %s", async (refused, words) => {
    const around = at({ files: [{ fileId: FILE, status: "held", refused }] });
    expect(await around.run(line)).toBe(1);
    expect(around.out.text).toContain(words);
    const json = at({ files: [{ fileId: FILE, status: "held", refused }] });
    expect(await json.run(`${line} --json`)).toBe(1);
    expect(JSON.parse(json.out.text)).toEqual({ fileId: FILE, status: "held", refused });
  });

  it("does not take an answer about another file for one", async () => {
    const around = at({ files: [] });
    expect(await around.run(line)).toBe(2);
    expect(around.err.text).toContain("says nothing of the file");
  });
});

describe("ecosystemaws ach cancel-file", () => {
  const line = `ach cancel-file ${FILE} --environment prod`;

  /** Delivery's function over a world, as far as it cancels. */
  const delivery = (world: World) =>
    new TestSurroundings(async (_name, request) => {
      const asked = readDeliveryRequest(request);
      if (asked.ask !== "cancel") throw new Error("asked for something else");
      return asJson({ files: [await cancelByHand(world.parts(), asked.fileId)] });
    });

  it("cancels a file, and says what becomes of its transfers", async () => {
    const { world, credit } = await sent();
    const around = delivery(world);
    expect(await around.run(`${line} --yes`)).toBe(0);
    expect(around.calls).toEqual([{ name: "ach-file-delivery-prod:live", request: { cancel: FILE } }]);
    const queued = "queued for standard of 2026-11-24, to settle on 2026-11-25";
    expect(around.out.text).toBe(`File ${FILE}: cancelled\n  2 transfers ${queued}\n`);
    await cancelTransfer(world.parts(), credit);
    const again = delivery(world);
    expect(await again.run(`${line} --yes`)).toBe(0);
    expect(again.out.text).toBe(
      `File ${FILE}: cancelled\n  1 transfer ${queued}\n  1 transfer queued no more: gone with another file since, or called off\n`,
    );
  });

  it("does nothing without --yes, and says what it would do", async () => {
    const around = at({ files: [] });
    expect(await around.run(line)).toBe(1);
    expect(around.calls).toEqual([]);
    expect(around.err.text).toMatch(/goes back into the queue[^]*paid or collected twice\. Nothing was done\./);
  });

  it("refuses what was delivered, and leaves it as it is", async () => {
    const { world, deliver } = await sent();
    await deliver();
    const around = delivery(world);
    expect(await around.run(`${line} --yes`)).toBe(1);
    expect(around.out.text).toBe(
      `File ${FILE}: not cancelled: the bank has it; what is wrong in it is reversed, transfer by transfer (acknowledged)\n`,
    );
    expect(world.files()[0]?.status).toBe("acknowledged");
  });

  it.each([
    ["not_built", "it is being made"],
    ["in_progress", "the bank may have it"],
    ["something_new", "something_new"],
  ])("tells why it is not: %s", async (refused, words) => {
    const answered = { fileId: FILE, status: "claimed", refused };
    const around = at({ files: [answered] });
    expect(await around.run(`${line} --yes`)).toBe(1);
    expect(around.out.text).toContain(words);
    const json = at({ files: [answered] });
    expect(await json.run(`${line} --yes --json`)).toBe(1);
    expect(JSON.parse(json.out.text)).toEqual(answered);
  });

  it("does not take an answer about another file for one", async () => {
    const around = at({ files: [] });
    expect(await around.run(`${line} --yes`)).toBe(2);
    expect(around.err.text).toContain("says nothing of the file");
  });
});

describe("what the optimizer is asked to show", () => {
  it.each([
    [{ show: "window" }],
    [{ show: "file" }],
    [{ show: "file", file_id: "../x" }],
    [{ show: "windows", window: "standard" }],
  ])("is one of two things: not %j", (event) => {
    expect(() => readRun(event)).toThrow("allowed is {}");
  });
});
