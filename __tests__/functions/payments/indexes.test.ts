import { MemoryTable } from "../ledger/support/memory-table";
import { describeIndexes } from "./support/index-rules";

const table = new MemoryTable();

describeIndexes("a table in memory", () => ({ dynamo: table.client, tableName: "payment-transactions-test" }));
