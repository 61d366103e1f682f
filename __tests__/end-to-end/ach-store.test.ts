import { describeAchStore } from "./support/ach-rules";
import { testTable } from "./support/test-table";

/* The table of transfers on a real engine: the one that `AWS_ENDPOINT_URL` names. It is this test's own. */

describeAchStore("the embedded AWS", testTable("ach-store-test"));
