import { type DynamoDBClient, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { ItemError, itemKey, ItemKeyError, readItem, toItem, transact } from "../../../functions/shared/dynamodb";

describe("an item", () => {
  const schema = z.object({
    name: z.string(),
    count: z.number(),
    list: z.array(z.string()),
    inner: z.object({ deep: z.string() }),
    missing: z.optional(z.string()),
  });
  const record = { name: "a", count: -3, list: ["x", "y"], inner: { deep: "b" } };

  it("comes back as it was written, without its key and what is undefined", () => {
    const item = { ...itemKey(["A", "1"], ["B"]), ...toItem({ ...record, missing: undefined }) };
    expect(item.pk).toEqual({ S: "A#1" });
    expect(readItem(schema, item)).toEqual(record);
  });

  it("that is not what was written is refused by the names of its attributes", () => {
    const item = { ...toItem(record), count: { S: "secret" }, inner: { M: {} }, name: { BOOL: true } };
    expect(() => readItem(schema, item)).toThrow(ItemError);
    expect(() => readItem(schema, item)).toThrow("An item has no name, count, inner.deep, or one of another type.");
  });

  it("holds texts, numbers, yes or no, lists and records alone", () => {
    expect(() => toItem({ flag: () => true })).toThrow("A function is nothing that is stored.");
    expect(() => toItem({ nothing: null })).toThrow(ItemError);
  });

  it("has a key whose parts cannot run into each other", () => {
    expect(() => itemKey(["A", "1#2"], ["B"])).toThrow(ItemKeyError);
    expect(() => itemKey(["A"], [""])).toThrow(ItemKeyError);
  });
});

describe("a transaction", () => {
  const writes = ["first", "second", "second"].map((label) => ({ label, write: {} }));
  const failing = (error?: Error) =>
    ({ send: () => (error ? Promise.reject(error) : Promise.resolve({})) }) as unknown as DynamoDBClient;
  const cancelled = (codes?: string[]) =>
    new TransactionCanceledException({
      message: "cancelled",
      $metadata: {},
      CancellationReasons: codes?.map((Code) => ({ Code })),
    });

  it("is written, or refused by the writes whose conditions failed", async () => {
    expect(await transact(failing(), writes)).toEqual({ outcome: "written" });
    const codes = ["TransactionConflict", "ConditionalCheckFailed", "ConditionalCheckFailed"];
    expect(await transact(failing(cancelled(codes)), writes)).toEqual({ outcome: "refused", by: ["second"] });
  });

  it.each(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"])(
    "that %s alone stops is contended",
    async (code) => {
      expect(await transact(failing(cancelled(["None", code])), writes)).toEqual({ outcome: "contended" });
    },
  );

  it("that fails otherwise throws", async () => {
    await expect(transact(failing(cancelled(["ValidationError"])), writes)).rejects.toThrow("cancelled");
    await expect(transact(failing(cancelled()), writes)).rejects.toThrow("cancelled");
    await expect(transact(failing(new Error("no network")), writes)).rejects.toThrow("no network");
  });
});
