import { dynamoBooks } from "../../functions/simulator";
import { booksRules } from "../functions/simulator/support/books-rules";
import { Simulation } from "../functions/simulator/support/simulation";
import { testTable } from "./support/test-table";

/* The simulator's books on a real engine: the one that `AWS_ENDPOINT_URL` names. The table is this test's own. */

const { dynamo, tableName } = testTable("simulator-store-test");

describe("the simulator's books on a real engine", () => booksRules(() => dynamoBooks(dynamo, tableName)));

describe("the simulator on a real engine", () => {
  it("charges and refunds once, however many instances get a reference at once", async () => {
    const simulation = new Simulation(dynamoBooks(dynamo, tableName));
    const before = await simulation.books.notices("2026", "2027");
    const answers = await Promise.all([1, 2, 3, 4].map(() => simulation.charge("dispute")));
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(["approved"]));
    await Promise.all([1, 2, 3, 4].map(() => simulation.refund("r", 60)));
    expect(await simulation.kept()).toMatchObject({ capturedCents: 100, refundedCents: 60, version: 2 });
    expect(await simulation.books.notices("2026", "2027")).toHaveLength(before.length + 2);
  });
});
