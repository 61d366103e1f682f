/** The tables of the payments' model on a real engine: asked for all that a function asks for, and read as a whole to be judged. */
import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  paginateScan,
  PutItemCommand,
  QueryCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { Item } from "../../../functions/shared/dynamodb";
import { MemoryTable } from "../../functions/ledger/support/memory-table";
import type { Disturbance } from "../../functions/payments/support/random-lives";
import { World } from "../../functions/payments/support/world";
import type { TestTable } from "./test-table";

/** DynamoDB: as many writes a batch. */
const BATCH = 25;
/** The SDK makes three attempts at a request; the last one is left alone. */
const STRIKES_MAX = 2;

/** A table of an engine under the name that the functions call it by; `items` is what it held when it was looked at. */
class EngineTable extends MemoryTable {
  constructor(
    private readonly dynamo: DynamoDBClient,
    private readonly tableName: string,
  ) {
    super();
  }

  override async send(command: object): Promise<object> {
    this.sent.push(command.constructor.name);
    this.before(command.constructor.name);
    const answer = await this.forward(command);
    this.after(command.constructor.name);
    return answer;
  }

  private forward(command: object): Promise<object> {
    const named = <Input extends { TableName: string | undefined }>(input: Input): Input => ({
      ...input,
      TableName: this.nameOf(input.TableName),
    });
    if (command instanceof GetItemCommand) return this.dynamo.send(new GetItemCommand(named(command.input)));
    if (command instanceof QueryCommand) return this.dynamo.send(new QueryCommand(named(command.input)));
    if (command instanceof PutItemCommand) return this.dynamo.send(new PutItemCommand(named(command.input)));
    if (command instanceof UpdateItemCommand) return this.dynamo.send(new UpdateItemCommand(named(command.input)));
    if (!(command instanceof TransactWriteItemsCommand)) {
      throw new Error(`No table of the model is asked for ${command.constructor.name}.`);
    }
    const TransactItems = command.input.TransactItems?.map(({ Put, Update }): TransactWriteItem => {
      return { ...(Put && { Put: named(Put) }), ...(Update && { Update: named(Update) }) };
    });
    return this.dynamo.send(new TransactWriteItemsCommand({ ...command.input, TransactItems }));
  }

  private nameOf(asked: string | undefined): string {
    const other = this.others.get(asked ?? "");
    return other instanceof EngineTable ? other.tableName : this.tableName;
  }

  override async look(): Promise<void> {
    this.items.clear();
    for (const item of await this.scanned()) this.items.set(`${item.pk?.S}|${item.sk?.S}`, item);
  }

  /** Takes away all that it holds. */
  async clear(): Promise<void> {
    const keys = (await this.scanned()).map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk: pk!, sk: sk! } } }));
    for (let from = 0; from < keys.length; from += BATCH) {
      const RequestItems = { [this.tableName]: keys.slice(from, from + BATCH) };
      const { UnprocessedItems = {} } = await this.dynamo.send(new BatchWriteItemCommand({ RequestItems }));
      expect(UnprocessedItems).toEqual({});
    }
  }

  private async scanned(): Promise<Item[]> {
    const found: Item[] = [];
    const asked = { TableName: this.tableName, ConsistentRead: true };
    for await (const { Items = [] } of paginateScan({ client: this.dynamo }, asked)) found.push(...Items);
    return found;
  }
}

/**
 * Empty worlds, one after the other, on two tables of an engine. Requests are disturbed where the SDK meets the engine, so
 * that what was done without an answer is sent again under its one token.
 */
export function engineWorlds(
  payments: TestTable,
  escrow: TestTable,
): (disturbances: readonly Disturbance[]) => Promise<World> {
  const engine = new DisturbedEngine(payments.dynamo);
  afterAll(() => {
    if (engine.struck === 0) throw new Error("No request was disturbed: the lives were too short to show anything.");
  });
  return async (disturbances) => {
    engine.disturb([]);
    const world = new World(
      new EngineTable(payments.dynamo, payments.tableName),
      new EngineTable(payments.dynamo, escrow.tableName),
    );
    for (const table of [world.table, world.escrowTable]) if (table instanceof EngineTable) await table.clear();
    engine.disturb(disturbances);
    return world;
  };
}

/** Refuses requests, and loses answers, between the SDK's attempts and the engine. */
class DisturbedEngine {
  /** Requests that were disturbed so far. */
  struck = 0;
  private requests = 0;
  private plan = new Map<number, Disturbance["kind"]>();

  constructor(dynamo: DynamoDBClient) {
    const strikes = new WeakMap<object, number>();
    dynamo.middlewareStack.add(
      (next, context) => async (request) => {
        const struck = strikes.get(context) ?? 0;
        const kind = struck < STRIKES_MAX ? this.plan.get(++this.requests) : undefined;
        if (kind !== undefined) {
          this.struck++;
          strikes.set(context, struck + 1);
        }
        if (kind === "throttled") throw failure("ThrottlingException");
        const answer = await next(request);
        if (kind === "unanswered") throw failure("TimeoutError");
        return answer;
      },
      // Outside of the SDK's own reader of answers: an answer that nobody reads keeps its connection, until there is none.
      { step: "deserialize", priority: "high" },
    );
  }

  /** Disturbs the requests of these places from now on. */
  disturb(disturbances: readonly Disturbance[]): void {
    this.requests = 0;
    this.plan = new Map(disturbances.map(({ at, kind }) => [at, kind]));
  }
}

/** As the SDK knows what it may try again. */
function failure(name: string): Error {
  return Object.assign(new Error(`${name}, for the test`), { name, $fault: "client", $metadata: {} });
}
