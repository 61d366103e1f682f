import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { itemKey } from "../../../functions/shared/dynamodb";
import { listedTable } from "../../../functions/shared/listing-store";
import { ManualClock, seededRandom } from "../vault/support/seeded";

const AT = "2026-03-01T12:00:00.000Z";
const entry = (id: string, at = AT) => ({ ...itemKey(["PAYMENT", id], ["PAYMENT"]), createdAt: { S: at } });
const window = { from: "2026-01-01T00:00:00.000Z", to: "2026-12-31T23:59:59.999Z" };

/** A table whose index answers with these pages, one after the other. */
function table(...pages: readonly (readonly ReturnType<typeof entry>[])[]) {
  const waiting = [...pages];
  const send = async () => {
    const Items = waiting.shift() ?? [];
    return { Items, ...(waiting.length > 0 && { LastEvaluatedKey: Items.at(-1) }) };
  };
  const client = { send } as unknown as DynamoDBClient;
  const places = (limit: number) =>
    listedTable(client, "payments", { clock: new ManualClock(), random: seededRandom("list") })
      .places({ index: "listed", key: "payment/us-west-2/0" }, window, limit)
      .then((found) => found.map(({ id }) => id));
  return { places, left: () => waiting.length };
}

describe("the places of an index", () => {
  it("of one moment are all read before they are put in order, as the index orders by moment alone", async () => {
    const { places } = table([entry("a")], [entry("c")], [entry("b")], [entry("z", "2026-02-01T00:00:00.000Z")]);
    expect(await places(2)).toEqual(["c", "b"]);
  });

  it("are read no further than is needed", async () => {
    const { places, left } = table([entry("b"), entry("a", "2026-02-01T00:00:00.000Z")], [entry("z")]);
    expect(await places(1)).toEqual(["b"]);
    expect(left()).toBe(1);
  });
});
