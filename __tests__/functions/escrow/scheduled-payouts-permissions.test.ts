import { BOOK_PAYOUTS, MOVE_PROVIDERS_ON, PARTITIONS, PAY_OUT } from "../../../modules/escrow/perms";
import { ACH_TABLE, TABLES } from "../payments/support/world";
import { MINUTE_MS } from "./support/escrow-world";
import { PayoutWorld } from "./support/payout-world";

const DAY_MS = 24 * 60 * MINUTE_MS;

/** A part of a command, or of a transaction's write. */
interface Request {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly Key?: { readonly pk?: { readonly S?: string } };
  readonly Item?: { readonly pk?: { readonly S?: string } };
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly TransactItems?: readonly Readonly<Record<string, Request>>[];
}

/** What a command needs to be allowed, as `table action partition`: of items alone, as IAM is asked for each of them. */
function needs(name: string, input: Request): string[] {
  if (input.TransactItems)
    return input.TransactItems.flatMap((write) =>
      Object.entries(write).flatMap(([kind, request]) => needs(`${kind}Item`, request)),
    );
  const { TableName, RequestItems = {}, Key, Item, IndexName } = input;
  const table = TableName ?? Object.keys(RequestItems)[0];
  const pk = (Key ?? Item)?.pk?.S;
  const partition = pk === undefined ? (IndexName ?? "any") : `${pk.split("#")[0]}#*`;
  return [`${table} dynamodb:${name} ${partition}`];
}

describe("what scheduled payouts are allowed to do", () => {
  it("is what they do, whether they pay, keep what is owed, tell, or fail: no more, and no less", async () => {
    const seen = new Set<string>();
    const world = new PayoutWorld().openBank();
    for (const id of ["pro_2", "pro_3"]) world.openBank(id);
    const send = world.table.send.bind(world.table);
    let isWatched = false;
    world.table.send = (command: object) => {
      const { input } = command as { readonly input: Request };
      if (isWatched) for (const need of needs(command.constructor.name.replace("Command", ""), input)) seen.add(need);
      return send(command);
    };
    for (const id of ["pro_1", "pro_2", "pro_3"]) {
      await world.put(id === "pro_2" ? { status: "blocked" } : {}, id);
      await world.owe(1000, id);
      await world.comeBack(10, id);
    }
    world.achTable.items.set("BANKACCOUNT#ba_pro_3|BANKACCOUNT", { pk: { S: "broken" } });
    world.clock.milliseconds += 2 * DAY_MS;
    isWatched = true;
    await world.hour();
    expect([world.transfers().length, world.notMade().length, world.counted.includes("PayoutFailures")]).toEqual([
      ...[1, 1, true],
    ]);
    const of = (table: string) =>
      [...seen].filter((need) => need.startsWith(`${table} `)).map((need) => need.split(" "));
    const actions = (table: string) => new Set(of(table).map(([, action]) => action));
    const partitions = (table: string) =>
      new Set(of(table).flatMap(([, action, partition]) => (action === "dynamodb:Query" ? [] : [partition])));
    expect(actions(TABLES.payments)).toEqual(new Set([...MOVE_PROVIDERS_ON, "dynamodb:Query"]));
    expect(partitions(TABLES.payments)).toEqual(new Set(PARTITIONS.providers));
    expect(actions(TABLES.escrow)).toEqual(new Set(BOOK_PAYOUTS));
    expect(partitions(TABLES.escrow)).toEqual(new Set(PARTITIONS.books));
    expect(actions(ACH_TABLE)).toEqual(new Set(PAY_OUT));
  });
});
