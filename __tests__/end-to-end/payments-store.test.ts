import { describeIndexes } from "../functions/payments/support/index-rules";
import { describeRandomLives } from "../functions/payments/support/random-lives";
import { engineWorlds } from "./support/engine-table";
import { describePaymentsStore } from "./support/payments-rules";
import { testTable } from "./support/test-table";

/* The payments' tables on a real engine: the one that `AWS_ENDPOINT_URL` names. They are this test's own. */

const table = testTable("payments-store-test");

describePaymentsStore("the embedded AWS", table);
describeIndexes("the embedded AWS", () => table);

describe("the model of payments", () => {
  const lives = { payments: testTable("payments-lives-test"), escrow: testTable("payments-held-test") };
  describeRandomLives("the embedded AWS", engineWorlds(lives.payments, lives.escrow), {
    runs: 13,
    roundsMax: 3,
    disturbancesMax: 5,
    milliseconds: 120_000,
  });
});
