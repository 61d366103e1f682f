/** Least privilege of the functions of escrow, proved as that of the payments' is (payments-least-privilege.test.ts). */
import { finishRefunds } from "./support/books";
import { EscrowWork } from "./support/escrow-work";
import { readPlatform } from "./support/platform";
import { NOT_EVALUATED, OF_QUEUE_MAPPINGS, RoleTrials } from "./support/role-trials";
import { pauseQueues, pauseSchedules } from "./support/schedules";

const platform = readPlatform();

const trials = new RoleTrials(platform, {
  statements: [
    ...NOT_EVALUATED,
    [
      /^ReachTheBank$/,
      "a refund reaches it by the payments' code, with which it is tried (payments-least-privilege.test.ts)",
    ],
  ],
  ofOthers: {
    "escrow-releaser-local": OF_QUEUE_MAPPINGS,
    "escrow-interest-accruer-local": OF_QUEUE_MAPPINGS,
    "escrow-payouts-local": OF_QUEUE_MAPPINGS,
  },
});
const escrow = new EscrowWork(platform);

afterAll(() => {
  trials.close();
  escrow.close();
});

describe("the role of", () => {
  beforeAll(async () => {
    // What is due would be done by the deployed functions before the twins, by their schedules or by what the twins order.
    const paused = await Promise.all([
      pauseQueues(platform, "escrow-releaser-local:live"),
      pauseQueues(platform, "escrow-interest-accruer-local:live"),
      pauseQueues(platform, "escrow-payouts-local:live"),
      pauseSchedules(platform, [
        "escrow-releases-local",
        "escrow-interest-local",
        "escrow-comparison-local",
        "escrow-payouts-local",
      ]),
    ]);
    try {
      await escrow.open();
      // What the others do is begun by the manager.
      await trials.tryAll(escrow.work, [["escrow-manager-local"]]);
    } finally {
      for (const resume of paused) await resume();
    }
    await finishRefunds(platform);
  }, 900_000);

  it.each(Object.keys(escrow.work))("%s suffices, and each of its actions is needed", (name) => {
    const { whole, seen, expected } = trials.of(name);
    expect(whole).toEqual({ refused: [], failed: [] });
    expect(seen).toEqual(expected);
  });
});
