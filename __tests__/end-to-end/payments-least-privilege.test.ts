/**
 * Least privilege of the payments' functions, proved as that of the vault's is: by their roles as they are deployed each does all its
 * work; without any one action it is refused that action. Their API answers keep the reason to themselves; their logs have it.
 */
import { workOf } from "./support/payments-work";
import { readPlatform } from "./support/platform";
import { NOT_EVALUATED, OF_QUEUE_MAPPINGS, RoleTrials } from "./support/role-trials";
import { pauseSchedules } from "./support/schedules";
import { openShop } from "./support/shop";

const platform = readPlatform();

const trials = new RoleTrials(platform, {
  statements: [
    ...NOT_EVALUATED,
    [/^ReadStream$|^Events$|^DebitNotices$/, "the mapping's own calls: they are tried when it is made (pumps.test.ts)"],
  ],
  ofOthers: {
    "webhook-deliverer-local": OF_QUEUE_MAPPINGS,
    // Shares the list of those who move money, and moves none.
    "payment-validator-local": ["dynamodb:UpdateItem"],
    // The documents' role is made for more than this function.
    "payment-processor-local": ["dynamodb:Query", "dynamodb:ConditionCheckItem"],
  },
});

afterAll(() => {
  trials.close();
});

const FUNCTIONS = [
  "payment-validator-local",
  "payment-processor-local",
  "payment-reader-local",
  "refund-processor-local",
  "payment-parties-local",
  "payment-tokens-local",
  "payment-webhook-processor-local",
  "payment-recovery-local",
  "event-publisher-local",
  "webhook-endpoints-local",
  "webhook-dispatcher-local",
  "webhook-deliverer-local",
  "payment-status-local",
];
/** What others' work is made by comes before them; otherwise each role is its own function's alone. */
const BEFORE_OTHERS = [
  [
    "payment-validator-local",
    "payment-processor-local",
    "payment-reader-local",
    "payment-parties-local",
    "payment-tokens-local",
    "webhook-endpoints-local",
  ],
  ["refund-processor-local", "payment-webhook-processor-local"],
];

describe("the role of", () => {
  beforeAll(async () => {
    // The deployed functions' own runs each minute would do the twins' work before them.
    const resume = await pauseSchedules(platform, ["payment-recovery-local", "payment-publisher-local"]);
    const shop = await openShop(platform, ["payment.validated"]);
    // What is delivered there has to wait.
    shop.answer(500);
    try {
      await trials.tryAll(workOf(shop), BEFORE_OTHERS);
    } finally {
      await shop.close();
      await resume();
    }
  }, 900_000);

  it.each(FUNCTIONS)("%s suffices, and each of its actions is needed", (name) => {
    const { whole, seen, expected } = trials.of(name);
    expect(whole).toEqual({ refused: [], failed: [] });
    expect(seen).toEqual(expected);
  });
});
