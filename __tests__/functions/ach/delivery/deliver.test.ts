import { cancelFile } from "../../../../functions/ach/batches/cancel-file";
import { advanceFile, FileNotFoundError } from "../../../../functions/ach/batches/file-steps";
import { optimise } from "../../../../functions/ach/batches/optimise";
import { cancelByHand } from "../../../../functions/ach/delivery/cancel";
import { takeEvidence, takeNews } from "../../../../functions/ach/delivery/deliver";
import { cancelTransfer } from "../../../../functions/ach/transfers/cancel";
import { Kill, Killed } from "../../payments/support/kill";
import { SEND_FAULTS, type SendFault } from "./support/bank";
import { BUILT_AT, builtWorld, CLOSES_AT, MINUTE_MS, Road } from "./support/built";

const FILE = "12104288_2026-11-23_standard_01";

describe("a file that is built", () => {
  it("is sent by the next run, and delivered by the event that says so", async () => {
    const road = new Road(await builtWorld());
    await road.run();
    expect(road.file).toMatchObject({ status: "delivering", delivery: { phase: "sending", transferId: "transfer-1" } });
    await road.hearAll();
    expect(road.file).toMatchObject({ status: "delivered", delivery: { phase: "over", attempt: 1 } });
    expect(road.world.events()).toContain("ach.file_delivered");
    expect(road.world.counts).toEqual([]);
  });

  it("is sent once, however often it is looked at and told", async () => {
    const road = new Road(await builtWorld());
    await Promise.all([road.run(), road.run(), road.run()]);
    await Promise.all([road.hear(0), road.hear(0)]);
    await road.minutes(20);
    expect(road.bank.sentAt).toHaveLength(1);
    expect(road.world.events().filter((type) => type === "ach.file_delivered")).toHaveLength(1);
  });

  it("is looked at no more once it is acknowledged", async () => {
    const road = new Road(await builtWorld());
    await road.minutes(1);
    await advanceFile(road.world.parts(), FILE, "acknowledged");
    road.world.clock.milliseconds += 24 * 60 * MINUTE_MS;
    expect(await road.parts().batches.filesDue("2027-01-01T00:00:00.000Z")).toEqual([]);
    expect(road.world.counts).toEqual([]);
  });

  it("raises an alarm again and again while it is not acknowledged in time", async () => {
    const road = new Road(await builtWorld());
    await road.minutes(60);
    expect(road.counted("FilesUnacknowledged")).toBe(0);
    await road.minutes(12);
    expect(road.counted("FilesUnacknowledged")).toBe(3);
  });

  it("has the time to be acknowledged that its bank takes", async () => {
    const road = new Road(await builtWorld({ acknowledgedWithinMinutes: 90 }));
    await road.minutes(90);
    expect(road.counted("FilesUnacknowledged")).toBe(0);
    await road.minutes(12);
    expect(road.counted("FilesUnacknowledged")).toBe(3);
  });
});

describe("a send that fails", () => {
  it.each<[SendFault, number, number]>([
    ["refused_login", 2, 0],
    ["wrong_host_key", 2, 0],
    ["throttled", 2, 0],
    ["full_disk", 2, 1],
    ["half_a_file", 2, 1],
    ["lost_after_the_last_byte", 1, 1],
    ["whole_and_silent", 1, 1],
    ["nothing_and_silent", 2, 1],
    ["answer_lost", 1, 0],
    ["request_lost", 2, 1],
  ])("with %s is sent %i times after %i listings, and arrives whole", async (fault, sends, listings) => {
    const road = new Road(await builtWorld(), { sends: [fault] });
    await road.minutes(14);
    expect(road.file.status).toBe("delivered");
    expect(road.bank.has(road.file)).toBe(true);
    expect([road.bank.sentAt.length, road.bank.listingsBegun]).toEqual([sends, listings]);
    road.bank.collect(road.file);
    expect([road.bank.accepted, road.bank.duplicates]).toEqual([[`${FILE}.ach`], 0]);
    expect(road.counted("FilesLate")).toBe(0);
  });

  it("before anything was stored leaves a file that may still be cancelled", async () => {
    const road = new Road(await builtWorld(), { sends: ["refused_login"] });
    await road.run();
    await road.hearAll();
    expect(road.file).toMatchObject({
      status: "built",
      delivery: { phase: "waiting", failures: 1, failure: "CONNECTION_ERROR", uncertain: false },
    });
  });

  it("waits longer each time, ten minutes at most", async () => {
    const road = new Road(await builtWorld(), { sends: Array<SendFault>(20).fill("refused_login") });
    await road.minutes(30);
    const minutes = road.bank.sentAt.map((at) => (at - Date.parse(BUILT_AT)) / MINUTE_MS);
    // The fifteenth minute is when it becomes late: then it is tried at once.
    expect(minutes).toEqual([0, 1, 3, 7, 15, 25]);
  });

  it("until the operator's deadline has provably not left: it is late, and is cancelled", async () => {
    const road = new Road(await builtWorld(), { sends: Array<SendFault>(20).fill("wrong_host_key") });
    await road.minutes(31);
    expect(Math.max(...road.bank.sentAt)).toBeLessThan(CLOSES_AT);
    expect(road.file.status).toBe("built");
    expect(road.counted("FilesLate")).toBeGreaterThan(1);
    await optimise(road.world.parts());
    expect(road.file.status).toBe("cancelled");
    road.world.expectSound();
  });

  it("with an unknown outcome past the deadline is held for a person, and never sent again", async () => {
    const road = new Road(await builtWorld(), { sends: Array<SendFault>(20).fill("half_a_file") });
    await road.minutes(45);
    expect(road.file).toMatchObject({ status: "held", reason: "delivery:in_part" });
    expect(Math.max(...road.bank.sentAt)).toBeLessThan(CLOSES_AT);
    expect(road.counted("FilesHeld")).toBe(1);
    expect(road.counted("FilesLate")).toBeGreaterThan(0);
    expect(road.world.events()).toContain("ach.file_held");
    await optimise(road.world.parts());
    expect(road.file.status).toBe("held");
  });

  it("is held where nobody can see what the bank has", async () => {
    const lists = Array<"refused_login">(20).fill("refused_login");
    const road = new Road(await builtWorld(), { sends: ["nothing_and_silent"], lists });
    await road.minutes(45);
    expect(road.file).toMatchObject({ status: "held", reason: "delivery:CONNECTION_ERROR" });
    expect(road.bank.sentAt).toHaveLength(1);
  });
});

describe("a listing", () => {
  it.each(["silent", "throttled", "truncated", "without_event", "refused_login"] as const)(
    "that fails with %s is followed by another",
    async (fault) => {
      const road = new Road(await builtWorld(), { sends: ["nothing_and_silent"], lists: [fault] });
      await road.minutes(29);
      expect(road.file.status).toBe("delivered");
      expect(road.bank.listingsBegun).toBe(fault === "without_event" ? 1 : 2);
      expect(road.bank.sentAt).toHaveLength(2);
    },
  );

  it("of another time says nothing of what is there now", async () => {
    const road = new Road(await builtWorld(), { sends: ["nothing_and_silent", "nothing_and_silent"] });
    await road.minutes(6);
    expect(road.bank.sentAt).toHaveLength(2);
    await road.hear(0);
    expect(road.bank.sentAt).toHaveLength(2);
  });
});

describe("an event that comes late", () => {
  it("proves that a held file has arrived", async () => {
    const road = new Road(await builtWorld(), { sends: Array<SendFault>(20).fill("half_a_file") });
    await road.minutes(45);
    await takeEvidence(road.parts(), FILE, { kind: "arrived" });
    expect(road.file.status).toBe("delivered");
    expect(road.file.reason).toBeUndefined();
  });

  it("of a file that was cancelled raises an alarm at once", async () => {
    const road = new Road(await builtWorld());
    await cancelFile(road.world.parts(), FILE, "deadline_passed");
    await takeEvidence(road.parts(), FILE, { kind: "arrived" });
    expect(road.file.status).toBe("cancelled");
    expect(road.counted("FilesHeld")).toBe(1);
  });

  it("of a file that is not there is passed over, and told in the log", async () => {
    const road = new Road(await builtWorld());
    await takeNews(road.parts(), { fileId: "12104288_2026-11-20_standard_01", evidence: { kind: "arrived" } });
    expect(road.world.logged.join()).toContain("a file that is not there");
  });
});

describe("a file that is sent again by hand", () => {
  const resend = (road: Road) => takeEvidence(road.parts(), FILE, { kind: "resend" });

  it("goes with the same bytes and name, and the bank takes it once", async () => {
    const road = new Road(await builtWorld());
    await road.minutes(1);
    road.bank.collect(road.file);
    expect(await resend(road)).toEqual({ fileId: FILE, status: "delivered", phase: "sending" });
    await road.minutes(2);
    road.bank.collect(road.file);
    expect(road.file).toMatchObject({ status: "delivered", delivery: { phase: "over", attempt: 2 } });
    expect([road.bank.accepted.length, road.bank.duplicates]).toEqual([1, 1]);
    expect(road.world.events().filter((type) => type === "ach.file_delivered")).toHaveLength(1);
  });

  it("is tried until the deadline; then the alarm of those that nobody acknowledged is raised", async () => {
    const road = new Road(await builtWorld(), { sends: ["none", ...Array<SendFault>(20).fill("half_a_file")] });
    await road.minutes(1);
    road.bank.inbox.clear();
    await resend(road);
    await road.minutes(45);
    expect(road.file).toMatchObject({ status: "delivered", delivery: { phase: "over", failure: "in_part" } });
    expect(road.counted("FilesUnacknowledged")).toBeGreaterThan(0);
    expect(Math.max(...road.bank.sentAt)).toBeLessThan(CLOSES_AT);
  });

  it("is not taken for arrived by what was told of the first send", async () => {
    const road = new Road(await builtWorld(), { sends: ["none", "nothing_and_silent"] });
    await road.minutes(1);
    await resend(road);
    await road.hear(0);
    expect(road.file.delivery).toMatchObject({ phase: "sending", attempt: 2 });
  });

  it("is refused before it was sent, while it is sent, once it was acknowledged, and past the deadline", async () => {
    const road = new Road(await builtWorld());
    expect(await resend(road)).toMatchObject({ status: "built", refused: "not_sent_yet" });
    await road.run();
    expect(await resend(road)).toMatchObject({ refused: "in_progress" });
    await road.hearAll();
    road.world.clock.milliseconds = CLOSES_AT;
    expect(await resend(road)).toMatchObject({ status: "delivered", refused: "deadline_passed" });
    await advanceFile(road.world.parts(), FILE, "acknowledged");
    expect(await resend(road)).toMatchObject({ refused: "acknowledged" });
    expect(road.bank.sentAt).toHaveLength(1);
  });

  it("is refused where it was cancelled, and where it has faults", async () => {
    const world = await builtWorld();
    const cancelled = new Road(world.copy());
    await cancelFile(cancelled.world.parts(), FILE, "deadline_passed");
    expect(await resend(cancelled)).toMatchObject({ refused: "cancelled" });
    const faulty = new Road(world.copy());
    await advanceFile(faulty.world.parts(), FILE, "held", { key: undefined, reason: "content:amount" });
    expect(await resend(faulty)).toMatchObject({ status: "held", refused: "not_built" });
  });

  it("must be there", async () => {
    const road = new Road(await builtWorld());
    await expect(takeEvidence(road.parts(), "12104288_2026-11-20_standard_01", { kind: "resend" })).rejects.toThrow(
      FileNotFoundError,
    );
  });
});

describe("a file that a person cancels", () => {
  const lost = () => Array<SendFault>(20).fill("half_a_file");
  const requeued = [{ processingDay: "2026-11-24", name: "standard", effectiveEntryDate: "2026-11-25", transfers: 1 }];
  const cancelled = { fileId: FILE, status: "cancelled", requeued, goneOn: 0 };

  it("is one that is held, and that the bank does not have: its transfers go with new dates", async () => {
    const road = new Road(await builtWorld(), { sends: lost() });
    await road.minutes(45);
    expect(await cancelByHand(road.parts(), FILE)).toEqual(cancelled);
    expect(await cancelByHand(road.parts(), FILE)).toEqual(cancelled);
    expect(road.file.reason).toMatch(/^delivery:/);
    expect(road.world.transfers()).toEqual([
      expect.objectContaining({ detail: "queued", window: expect.objectContaining({ processingDay: "2026-11-24" }) }),
    ]);
    road.world.expectSound();
  });

  it("or one that has not left: it is sent no more", async () => {
    const road = new Road(await builtWorld());
    expect(await cancelByHand(road.parts(), FILE)).toEqual(cancelled);
    expect(road.file.reason).toBe("by_hand");
    await road.minutes(5);
    expect(road.bank.sentAt).toEqual([]);
    road.world.expectSound();
  });

  it("tells of transfers that were called off since", async () => {
    const road = new Road(await builtWorld());
    await cancelByHand(road.parts(), FILE);
    await cancelTransfer(road.world.parts(), road.world.transfers()[0]!.id);
    expect(await cancelByHand(road.parts(), FILE)).toEqual({ ...cancelled, requeued: [], goneOn: 1 });
  });

  it("is cancelled by asking again where whoever did so was killed", async () => {
    const road = new Road(await builtWorld(), { sends: lost() });
    await road.minutes(45);
    await expect(cancelByHand(road.parts(new Kill(4, "after")), FILE)).rejects.toThrow(Killed);
    expect(road.file.status).toBe("cancelling");
    expect(await cancelByHand(road.parts(), FILE)).toMatchObject({ status: "cancelled" });
    road.world.expectSound();
  });

  it.each([
    ["claiming", "not_built"],
    ["claimed", "not_built"],
    ["delivering", "in_progress"],
    ["delivered", "delivered"],
    ["acknowledged", "delivered"],
    ["settled", "delivered"],
    ["rejected", "delivered"],
  ] as const)("is left as it is where it is %s", async (status, refused) => {
    const { world, file } = new Road(await builtWorld());
    const written = await world.parts().store.commit({ file: { ...file, status, version: file.version + 1 } });
    expect(written.outcome).toBe("written");
    const before = world.transfers();
    expect(await cancelByHand(world.parts(), FILE)).toEqual({ fileId: FILE, status, refused });
    expect(world.transfers()).toEqual(before);
  });
});

describe("a delivery that is killed", () => {
  it.each(SEND_FAULTS)("at any of its calls, while %s, is finished by the next runs", async (fault) => {
    const ready = await builtWorld();
    for (const side of ["before", "after"] as const) {
      for (let at = 1, over = false; !over; at++) {
        const road = new Road(ready.copy(), { sends: [fault] });
        const kill = new Kill(at, side);
        await road.run(kill);
        over = kill.calls < at;
        await road.hear(0, new Kill(over ? Infinity : ((at - 1) % 4) + 1, side));
        await road.minutes(29);
        expect([fault, at, road.file.status, road.bank.has(road.file)]).toEqual([fault, at, "delivered", true]);
        road.bank.collect(road.file);
        expect([road.bank.accepted.length, road.bank.duplicates]).toEqual([1, 0]);
        expect(road.bank.sentAt.length).toBeLessThanOrEqual(2);
      }
    }
  });
});
