import { ItemError, ItemKeyError } from "../../../functions/shared/dynamodb";
import { dynamoDeliveryStore } from "../../../functions/webhooks/delivery-store";
import { newDelivery } from "../../../functions/webhooks/delivery";
import { dynamoEndpointStore } from "../../../functions/webhooks/endpoint-store";
import { firstSecrets } from "../../../functions/webhooks/signing-secrets";
import { connectStores } from "../../../functions/webhooks/store";
import { deliveryItemKey, readDelivery, readEndpoint } from "../../../functions/webhooks/store-items";
import { cancelled, MemoryTable } from "./support/memory-table";
import { endpoint, endpointId, event, eventId, NOW_TEXT, secretOf } from "./support/samples";
import { describeStores, type Stores } from "./support/store-rules";

const over = (table: MemoryTable): Stores => ({
  endpoints: dynamoEndpointStore(table.client, "webhooks-test"),
  deliveries: dynamoDeliveryStore(table.client, "webhooks-test"),
});

describeStores("a table in memory", () => over(new MemoryTable()));

describe("the webhooks' items", () => {
  it("stand under the keys that are documented, the secrets apart", async () => {
    const table = new MemoryTable();
    const { endpoints, deliveries } = over(table);
    await endpoints.create(endpoint(), firstSecrets(endpoint().id, secretOf(1), NOW_TEXT));
    await deliveries.keepBody({ eventId: eventId(1), body: "{}", expiresAt: 1 });
    await deliveries.begin(newDelivery(event(1), endpointId(1), NOW_TEXT));
    expect([...table.items.keys()]).toEqual([
      `ENDPOINTS|${endpointId(1)}`,
      `SECRETS#${endpointId(1)}|SECRETS`,
      "ENDPOINTS#COUNT|COUNT",
      `EVENT#${eventId(1)}|BODY`,
      `DELIVERIES#${endpointId(1)}|${eventId(1)}`,
    ]);
    expect(table.dump("ENDPOINTS")).not.toContain("whsec_");
    expect(table.dump("SECRETS")).toContain("whsec_");
  });

  it("are forgotten thirty days after they were made", () => {
    const { expiresAt } = newDelivery(event(1), endpointId(1), NOW_TEXT);
    expect(new Date(expiresAt * 1000).toISOString()).toBe("2026-12-15T12:00:00.000Z");
  });

  it("have keys that cannot run into each other", () => {
    expect(() => deliveryItemKey({ endpointId: "we#1", eventId: "e" })).toThrow(ItemKeyError);
    expect(() => deliveryItemKey({ endpointId: "", eventId: "e" })).toThrow(ItemKeyError);
  });

  it("are refused where they are not what is written here", () => {
    expect(() => readEndpoint({ id: { S: "we_1" } })).toThrow(ItemError);
    expect(() => readDelivery({ eventId: { S: "evt_1" } })).toThrow(ItemError);
  });
});

it("the stores are connected by the environment's Region and credentials", () => {
  expect(Object.keys(connectStores("webhooks-test"))).toEqual(["endpoints", "deliveries"]);
});

describe("the stores when DynamoDB refuses", () => {
  it("say that others were on the same items", async () => {
    const table = new MemoryTable();
    const { endpoints } = over(table);
    table.before = () => {
      throw cancelled("TransactionConflict", "None", "None");
    };
    expect(await endpoints.create(endpoint(), firstSecrets("we_1", secretOf(1), NOW_TEXT))).toBe("contended");
    expect(await endpoints.remove("we_1")).toBe("contended");
    expect(await endpoints.rotate(endpoint(), firstSecrets("we_1", secretOf(1), NOW_TEXT))).toBe(false);
  });

  it("throw what is not theirs to judge", async () => {
    const table = new MemoryTable();
    const { endpoints, deliveries } = over(table);
    table.before = () => {
      throw new Error("no network");
    };
    await expect(endpoints.replace(endpoint())).rejects.toThrow("no network");
    await expect(deliveries.begin(newDelivery(event(1), "we_1", NOW_TEXT))).rejects.toThrow("no network");
  });
});
