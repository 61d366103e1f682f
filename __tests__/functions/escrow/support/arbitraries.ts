import fc from "fast-check";
import type { ReleaseCondition } from "../../../../functions/escrow/conditions";
import type { ReleaseFacts } from "../../../../functions/escrow/evaluation";
import { toTimestamp } from "../../../../functions/shared/clock";

const EVENTS = ["service.started", "service.completed", "parcel.delivered"];
const ROLES = ["buyer", "seller", "arbiter"];
const EVIDENCE = ["photo", "signature"];
const YEAR_2026 = Date.parse("2026-01-01T00:00:00Z");
const moment = fc.integer({ min: 0, max: 365 * 24 * 3600 }).map((seconds) => YEAR_2026 + seconds * 1000);

/** Conditions that are small enough to be valid. */
export const conditions: fc.Arbitrary<ReleaseCondition> = fc.letrec<{ tree: ReleaseCondition; leaf: ReleaseCondition }>(
  (tie) => ({
    leaf: fc.oneof(
      moment.map((at) => ({ time: toTimestamp(at) })),
      fc.constantFrom(...EVENTS).map((event) => ({ event })),
      fc.constantFrom(...EVIDENCE).map((evidence) => ({ evidence })),
      fc.record({ role: fc.constantFrom(...ROLES), count: fc.integer({ min: 1, max: 3 }) }).map((approval) => ({
        approval,
      })),
    ),
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      tie("leaf"),
      fc.array(tie("tree"), { minLength: 1, maxLength: 2 }).map((all) => ({ all })),
      fc.array(tie("tree"), { minLength: 1, maxLength: 2 }).map((any) => ({ any })),
      tie("tree").map((not) => ({ not })),
    ),
  }),
).tree;

/** What may be known when a condition is judged. */
export const facts: fc.Arbitrary<ReleaseFacts> = fc.record({
  now: moment,
  events: fc.subarray(EVENTS),
  approvals: fc.array(fc.record({ role: fc.constantFrom(...ROLES), by: fc.constantFrom("a", "b", "c") })),
  evidence: fc.subarray(EVIDENCE),
});
