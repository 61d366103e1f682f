import { describeIndexes } from "../functions/payments/support/index-rules";
import { describePaymentsStore } from "./support/payments-rules";
import { testTable } from "./support/test-table";

/* The payments' table on a real engine: the one that `AWS_ENDPOINT_URL` names. It is this test's own. */

const table = testTable("payments-store-test");

describePaymentsStore("the embedded AWS", table);
describeIndexes("the embedded AWS", () => table);
