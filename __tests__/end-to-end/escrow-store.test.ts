import { describeEscrowStore } from "./support/escrow-rules";
import { testTable } from "./support/test-table";

/* The escrows' table beside the payments' on a real engine: the one that `AWS_ENDPOINT_URL` names. Both are this test's own. */

describeEscrowStore("the embedded AWS", testTable("escrow-store-payments"), testTable("escrow-store-escrows"));
