import fc from "fast-check";
import { fileMayBecome } from "../../../../functions/ach/batches/file-steps";
import type { AchFile, FileStatus } from "../../../../functions/ach/batches/file";
import type {
  DeliveredFile,
  Delivery,
  DeliveryAlarm,
  DeliveryStep,
  Evidence,
} from "../../../../functions/ach/delivery/delivery";
import { nextDeliveryStep } from "../../../../functions/ach/delivery/next-step";
import { backOffMs, lateAt, lookAt } from "../../../../functions/ach/delivery/timing";

const MINUTE_MS = 60_000;
const WINDOW: AchFile["window"] = {
  processingDay: "2026-11-23",
  name: "standard",
  cutOffAt: 0,
  closesAt: 30 * MINUTE_MS,
};
const BYTES = 940;

const fileIn = (status: FileStatus, delivery?: Delivery): DeliveredFile => ({
  ...{ status, key: "outgoing/a.ach", bytes: BYTES, window: WINDOW },
  ...(delivery && { delivery }),
});

const delivery = (change: Partial<Delivery> = {}): Delivery => ({
  ...{ phase: "waiting", attempt: 1, listing: 0, failures: 0, uncertain: false, since: new Date(0).toISOString() },
  ...change,
});

const stepOf = (file: DeliveredFile, attempt: Delivery | undefined, evidence: Evidence, now: number): DeliveryStep =>
  nextDeliveryStep(file, attempt, evidence, now, 60 * MINUTE_MS);

const attempts = fc.integer({ min: 0, max: 6 });
const names = fc.constantFrom("one", "two", "three");
const evidence: fc.Arbitrary<Evidence> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Evidence>({ kind: "look" }) },
  fc.record({ kind: fc.constant("send_taken" as const), attempt: attempts, transferId: names }),
  fc.record({ kind: fc.constant("send_refused" as const), attempt: attempts, code: fc.constant("Throttled") }),
  fc.record({ kind: fc.constant("arrived" as const), transferId: names }, { requiredKeys: ["kind"] }),
  fc.record({
    kind: fc.constant("send_failed" as const),
    transferId: names,
    code: fc.constant("CONNECTION_ERROR"),
    provesNothing: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("listing_taken" as const), listing: attempts, listingId: names }),
  fc.record({ kind: fc.constant("listing_refused" as const), listing: attempts, code: fc.constant("Throttled") }),
  fc.record(
    { kind: fc.constant("listed" as const), listingId: names, bytes: fc.constantFrom(0, 400, BYTES) },
    { requiredKeys: ["kind"] },
  ),
  fc.record({ kind: fc.constant("listing_failed" as const), listingId: names, code: fc.constant("ERROR") }),
  fc.constant<Evidence>({ kind: "listing_unfinished" }),
  fc.constant<Evidence>({ kind: "resend" }),
);
const history = fc.array(fc.tuple(evidence, fc.integer({ min: 0, max: 4 * MINUTE_MS })), { maxLength: 60 });

/** A file through a history of what became known, and when; `each` sees every step. */
function lived(
  told: readonly (readonly [Evidence, number])[],
  each: (before: DeliveredFile, step: DeliveryStep, now: number, evidence: Evidence) => void = () => undefined,
) {
  let file = fileIn("built");
  let now = 0;
  const alarms: DeliveryAlarm[] = [];
  const take = (evidence: Evidence): void => {
    const step = stepOf(file, file.delivery, evidence, now);
    each(file, step, now, evidence);
    alarms.push(...step.alarms);
    if (step.write) file = fileIn(step.write.status, step.write.delivery);
    if (step.action === "read") take({ kind: "listing_unfinished" });
  };
  for (const [evidence, after] of told) {
    now += after;
    take(evidence);
  }
  return { file, alarms, now };
}

describe("the next step of a delivery, whatever becomes known in whatever order", () => {
  it("sends nothing past the operator's deadline", () => {
    fc.assert(
      fc.property(history, (told) => {
        lived(told, (_before, { action }, now) => {
          if (now >= WINDOW.closesAt) expect(action).not.toBe("send");
        });
      }),
    );
  });

  it("never goes back to built once the bank may have a part", () => {
    fc.assert(
      fc.property(history, (told) => {
        lived(told, ({ delivery }, { write }) => {
          if (delivery?.uncertain && write) expect(write).toMatchObject({ delivery: { uncertain: true } });
          if (write?.status === "built") expect(write.delivery.uncertain).toBe(false);
        });
      }),
    );
  });

  it("goes only where a file may go, counts its sends, and writes before it acts", () => {
    fc.assert(
      fc.property(history, (told) => {
        lived(told, ({ status, delivery }, { action, write }) => {
          if (write && write.status !== status) expect(fileMayBecome(status, write.status)).toBe(true);
          if (action === "send") expect(write?.delivery.attempt).toBe((delivery?.attempt ?? 0) + 1);
          if (action === "list") expect(write?.delivery.listing).toBe((delivery?.listing ?? 0) + 1);
        });
      }),
    );
  });

  it("has always a time at which it is looked at again, or is a person's", () => {
    fc.assert(
      fc.property(history, (told) => {
        lived(told, (_before, { write }, now, { kind }) => {
          if (!write || write.status === "held") return;
          expect(write.dueAt).toBeDefined();
          // A look that leads to another at the same moment would be for ever.
          if (kind === "look") expect(write.dueAt).toBeGreaterThan(now);
        });
      }),
    );
  });

  it("ends as delivered, or with an alarm, once it is looked at past the deadline", () => {
    const looks = Array.from({ length: 60 }, () => [{ kind: "look" }, 5 * MINUTE_MS] as const);
    fc.assert(
      fc.property(history, (told) => {
        const { file, alarms } = lived([...told, ...looks]);
        if (file.status !== "delivered") expect(alarms.length).toBeGreaterThan(0);
        expect(["delivered", "held", "built"]).toContain(file.status);
      }),
    );
  });
});

describe("the next step of a file", () => {
  const nothing = { action: "none", alarms: [] };

  it.each(["claiming", "claimed"] as const)("that is %s is nothing: it is not built", (status) => {
    expect(stepOf(fileIn(status), undefined, { kind: "look" }, 0)).toEqual(nothing);
    expect(stepOf(fileIn(status), undefined, { kind: "resend" }, 0).refusal).toBe("not_built");
  });

  it.each(["acknowledged", "settled", "rejected"] as const)("that is %s is nothing: the bank has it", (status) => {
    expect(stepOf(fileIn(status), delivery(), { kind: "look" }, 0)).toEqual(nothing);
    expect(stepOf(fileIn(status), delivery(), { kind: "resend" }, 0).refusal).toBe("acknowledged");
  });

  it.each(["cancelling", "cancelled"] as const)("that is %s is nothing, or an alarm where it arrived", (status) => {
    expect(stepOf(fileIn(status), delivery(), { kind: "look" }, 0)).toEqual(nothing);
    for (const told of [{ kind: "arrived" }, { kind: "listed", bytes: BYTES }] as const) {
      expect(stepOf(fileIn(status), delivery(), told, 0)).toEqual({ action: "none", alarms: ["FilesHeld"] });
    }
    expect(stepOf(fileIn(status), delivery(), { kind: "listed", bytes: 1 }, 0)).toEqual(nothing);
  });

  it("whose status alone is known is to look at what the bank has", () => {
    const step = stepOf(fileIn("delivering"), undefined, { kind: "look" }, 0);
    expect(step).toMatchObject({ action: "list", write: { delivery: { uncertain: true, listing: 1 } } });
  });

  const failed = { kind: "send_failed", transferId: "one", code: "CONNECTION_ERROR", provesNothing: true } as const;

  it("is not told by the failure of an older send", () => {
    const second = delivery({ phase: "sending", attempt: 2, transferId: "two", uncertain: true });
    expect(stepOf(fileIn("delivering", second), second, failed, 0)).toEqual(nothing);
    const told = stepOf(fileIn("delivering", second), second, { ...failed, transferId: "two" }, 0);
    expect(told).toMatchObject({ action: "none", write: { status: "delivering", delivery: { phase: "waiting" } } });
  });

  it("is to look at what the bank has where a send failed whose name nobody noted", () => {
    const unnamed = delivery({ phase: "sending", attempt: 2 });
    const step = stepOf(fileIn("delivering", unnamed), unnamed, failed, 0);
    expect(step).toMatchObject({ action: "list", write: { delivery: { uncertain: true } } });
  });

  it("that the bank itself says it has is not sent again, whatever was under way", () => {
    const sending = delivery({ phase: "sending", uncertain: true });
    const step = stepOf(fileIn("delivered", sending), sending, { kind: "look" }, 10 * MINUTE_MS);
    expect(step).toMatchObject({ action: "none", write: { status: "delivered", dueAt: 60 * MINUTE_MS } });
  });

  it("that the last listing shows whole is delivered; one of before the last send says nothing", () => {
    const last = { kind: "listed", listingId: "two", bytes: BYTES } as const;
    const listing = delivery({ phase: "listing", attempt: 2, listing: 2, listingId: "two", uncertain: true });
    const file = fileIn("delivering", listing);
    expect(stepOf(file, listing, last, 0).write?.status).toBe("delivered");
    expect(stepOf(file, listing, { ...last, listingId: "one" }, 0)).toEqual(nothing);
    const sending = delivery({ phase: "sending", attempt: 2, listing: 2, uncertain: true });
    expect(stepOf(fileIn("delivering", sending), sending, last, 0)).toEqual(nothing);
  });

  it.each(["waiting", "sending", "listing"] as const)(
    "that is %s is delivered by a success of its last send alone: one of before may have been written over",
    (phase) => {
      const twice = delivery({ phase, attempt: 2, transferId: "two", uncertain: true });
      const file = fileIn("delivering", twice);
      const arrived = (transferId: string) => stepOf(file, twice, { kind: "arrived", transferId }, 0).write?.status;
      expect([arrived("one"), arrived("two")]).toEqual([undefined, "delivered"]);
      const once = delivery({ phase, attempt: 1, uncertain: true });
      const known = stepOf(fileIn("delivering", once), once, { kind: "arrived", transferId: "one" }, 0);
      expect(known.write?.status).toBe("delivered");
    },
  );
});

describe("the times of a delivery", () => {
  it("double from one minute to ten", () => {
    expect([1, 2, 3, 4, 5, 6].map((failures) => backOffMs(failures) / MINUTE_MS)).toEqual([1, 2, 4, 8, 10, 10]);
  });

  it("call a file late at half of what its deadline leaves", () => {
    expect(lateAt(WINDOW)).toBe(15 * MINUTE_MS);
    expect(lateAt({ ...WINDOW, closesAt: 0 })).toBe(0);
  });

  it("look when it becomes late, and when it becomes too late, at the latest", () => {
    expect(lookAt(WINDOW, 20 * MINUTE_MS, 0)).toBe(15 * MINUTE_MS);
    expect(lookAt(WINDOW, 40 * MINUTE_MS, 15 * MINUTE_MS)).toBe(30 * MINUTE_MS);
    expect(lookAt(WINDOW, 40 * MINUTE_MS, 30 * MINUTE_MS)).toBe(40 * MINUTE_MS);
  });
});
