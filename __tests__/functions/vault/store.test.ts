import { ItemKeyError } from "../../../functions/shared/dynamodb";
import { ResourceNotFoundException } from "@aws-sdk/client-dynamodb";
import { connectStore, dynamoStore } from "../../../functions/vault/store";
import { auditKey, claimKey, readCard, readJob, StoredItemError } from "../../../functions/vault/store-items";
import { cancelled, MemoryDynamo } from "./support/memory-dynamo";
import { cardNamed, describeStore } from "./support/store-rules";

let names = 0;
describeStore(
  "a table in memory",
  () => dynamoStore(new MemoryDynamo().client, "vault-test"),
  () => `n${names++}`,
);

const claims = [{ version: 1, value: "f".repeat(43) }];

describe("the vault's items", () => {
  it("stand under the keys that are documented", async () => {
    const dynamo = new MemoryDynamo();
    const store = dynamoStore(dynamo.client, "vault-test");
    await store.create(cardNamed("a"), claims);
    await store.append({
      token: "tok_a",
      customerId: "cus_a",
      requestedBy: "ops",
      reason: "why",
      requestId: "r1",
      at: "2026-11-15T12:00:00.000Z",
    });
    expect([...dynamo.items.keys()]).toEqual([
      "TOKEN#tok_a|CARD",
      `CLAIM#cus_a#1#${"f".repeat(43)}|CLAIM`,
      "AUDIT#tok_a|2026-11-15T12:00:00.000Z#r1",
    ]);
  });

  it("have keys that cannot run into each other", () => {
    expect(() => claimKey("cus#1", { version: 1, value: "x" })).toThrow(ItemKeyError);
    expect(() => claimKey("", { version: 1, value: "x" })).toThrow(ItemKeyError);
    const entry = { token: "tok_a", customerId: "c", requestedBy: "o", reason: "w", requestId: "r#1", at: "now" };
    expect(() => auditKey(entry)).toThrow(ItemKeyError);
  });

  it.each(["token", "envelope", "expMonth", "verification"])("are refused without their %s", (name) => {
    const item = {
      token: { S: "tok_a" },
      customerId: { S: "cus_a" },
      envelope: { B: Uint8Array.of(1) },
      keyId: { S: "mrk-1" },
      lastFour: { S: "4242" },
      brand: { S: "visa" },
      expMonth: { N: "1" },
      expYear: { N: "2030" },
      fingerprintVersion: { N: "1" },
      version: { N: "1" },
      createdAt: { S: "now" },
      writtenAt: { S: "now" },
    };
    expect(readCard(item).token).toBe("tok_a");
    expect(() => readCard({ ...item, [name]: { BOOL: true } })).toThrow(StoredItemError);
    expect(() => readCard({ ...item, [name]: { BOOL: true } })).toThrow(`has no ${name}, or one of another type`);
  });

  it.each(["cursor", "failures", "done"])("of jobs are refused without their %s", (name) => {
    const item = {
      job: { S: "j" },
      kind: { S: "data-keys" },
      startedAt: { S: "now" },
      cursor: { M: { pk: { S: "p" }, sk: { S: "s" } } },
      scanned: { N: "0" },
      changed: { N: "0" },
      unchanged: { N: "0" },
      failed: { N: "0" },
      failures: { L: [{ S: "tok_a" }] },
      done: { BOOL: false },
      version: { N: "1" },
    };
    expect(readJob(item).failures).toEqual(["tok_a"]);
    expect(() => readJob({ ...item, [name]: { S: "x" } })).toThrow(`has no ${name}, or one of another type`);
    expect(() => readJob({ ...item, failures: { L: [{ N: "1" }] } })).toThrow(StoredItemError);
  });
});

describe("the vault's store where a transaction is cancelled", () => {
  const failing = (...codes: string[]) => {
    const dynamo = new MemoryDynamo();
    dynamo.before = () => {
      throw cancelled(...codes);
    };
    return dynamoStore(dynamo.client, "vault-test");
  };

  it.each(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"])(
    "by %s alone says that it was contended",
    async (code) => {
      expect(await failing("None", code).create(cardNamed("a"), claims)).toBe("contended");
      expect(await failing(code, "None").update(cardNamed("a"), {}, claims)).toBe("contended");
    },
  );

  it("by a condition as well, says which", async () => {
    expect(await failing("TransactionConflict", "ConditionalCheckFailed").create(cardNamed("a"), claims)).toBe(
      "claimed",
    );
    expect(await failing("ConditionalCheckFailed", "None").update(cardNamed("a"), {}, claims)).toBe("stale");
    expect(await failing("None", "ConditionalCheckFailed").update(cardNamed("a"), {}, claims)).toBe("claimed");
  });

  it("for any other reason throws", async () => {
    await expect(failing("ValidationError", "None").create(cardNamed("a"), claims)).rejects.toThrow("cancelled");
    await expect(failing().update(cardNamed("a"), {}, claims)).rejects.toThrow("cancelled");
  });
});

describe("the vault's store where the table is not there", () => {
  it("throws, whatever was to be done", async () => {
    const dynamo = new MemoryDynamo();
    dynamo.before = () => {
      throw new ResourceNotFoundException({ message: "no table", $metadata: {} });
    };
    const store = dynamoStore(dynamo.client, "vault-test");
    await expect(store.create(cardNamed("a"), claims)).rejects.toThrow("no table");
    await expect(store.update(cardNamed("a"), {})).rejects.toThrow("no table");
    await expect(store.find("tok_a")).rejects.toThrow("no table");
  });

  it("is connected to as the environment says", () => {
    expect(Object.keys(connectStore("vault-test"))).toContain("findClaims");
  });
});
