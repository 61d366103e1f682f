import { type Delivery, newDelivery } from "../../../../functions/webhooks/delivery";
import type { Endpoint } from "../../../../functions/webhooks/endpoint";
import { ENDPOINTS_MAX } from "../../../../functions/webhooks/endpoint";
import type { DeliveryStore, EndpointStore } from "../../../../functions/webhooks/ports";
import { firstSecrets, rotated } from "../../../../functions/webhooks/signing-secrets";
import { endpoint, endpointId, event, eventId, NOW_TEXT, secretOf } from "./samples";

const LATER = "2026-11-15T13:00:00.000Z";
const RUN = { failingSince: LATER, isNews: true, isOver: false };

/** The stores over one table. `clear` gives a fresh table, or one without endpoints. */
export interface Stores {
  readonly endpoints: EndpointStore;
  readonly deliveries: DeliveryStore;
}

let numbers = 1000;
const fresh = (): number => numbers++;

/** The rules of the webhooks' stores: for the table in memory, and for a real engine. */
export function describeStores(engine: string, open: () => Stores): void {
  const made = async (stores: Stores, over: Partial<Endpoint> = {}): Promise<Endpoint> => {
    const one = endpoint({ id: endpointId(fresh()), ...over });
    expect(await stores.endpoints.create(one, firstSecrets(one.id, secretOf(1), NOW_TEXT))).toBe("created");
    return one;
  };
  const gone = async ({ endpoints }: Stores): Promise<void> => {
    for (const { id } of await endpoints.all()) await endpoints.remove(id);
  };

  describe(`the endpoints' store on ${engine}`, () => {
    it("gives an endpoint back as it was written, with and without what is optional", async () => {
      const stores = open();
      const bare = await made(stores);
      const whole = await made(stores, {
        status: "disabled",
        disabledReason: "gone",
        disabledAt: NOW_TEXT,
        failingSince: NOW_TEXT,
        lastFailureAt: LATER,
        previousSecretsEnd: LATER,
        eventTypes: ["payment.*", "dispute.won"],
        description: "Shop",
      });
      for (const each of [bare, whole]) expect(await stores.endpoints.find(each.id)).toEqual(each);
      expect(await stores.endpoints.find(endpointId(1))).toBeUndefined();
    });

    it("keeps secrets apart from endpoints", async () => {
      const stores = open();
      const one = await made(stores);
      expect(await stores.endpoints.findSecrets(one.id)).toEqual(firstSecrets(one.id, secretOf(1), NOW_TEXT));
      expect(JSON.stringify(await stores.endpoints.all())).not.toContain("whsec_");
    });

    it("lists the newest first, page by page, and all at once", async () => {
      const stores = open();
      await gone(stores);
      const ids: string[] = [];
      for (let count = 0; count < 5; count++) ids.unshift((await made(stores)).id);
      const listed: string[] = [];
      let after: string | undefined;
      do {
        const page = await stores.endpoints.list(after, 2);
        expect(page.entries.length).toBeLessThanOrEqual(2);
        listed.push(...page.entries.map(({ id }) => id));
        after = page.next;
      } while (after !== undefined);
      expect(listed).toEqual(ids);
      expect((await stores.endpoints.all()).map(({ id }) => id)).toEqual(ids);
    });

    it("takes as many as there may be, also at once, and another where one is removed", async () => {
      const stores = open();
      await gone(stores);
      const create = async () => {
        const one = endpoint({ id: endpointId(fresh()) });
        const secrets = firstSecrets(one.id, secretOf(1), NOW_TEXT);
        let outcome = await stores.endpoints.create(one, secrets);
        while (outcome === "contended") outcome = await stores.endpoints.create(one, secrets);
        return { outcome, id: one.id };
      };
      const outcomes = await Promise.all(Array.from({ length: ENDPOINTS_MAX + 5 }, create));
      const created = outcomes.filter(({ outcome }) => outcome === "created");
      expect(created).toHaveLength(ENDPOINTS_MAX);
      expect(outcomes.filter(({ outcome }) => outcome === "limit")).toHaveLength(5);
      expect(await stores.endpoints.all()).toHaveLength(ENDPOINTS_MAX);
      expect(await stores.endpoints.remove(created[0]!.id)).toBe("removed");
      expect((await create()).outcome).toBe("created");
      expect((await create()).outcome).toBe("limit");
      await gone(stores);
      expect((await create()).outcome).toBe("created");
    }, 60_000);

    it("replaces an endpoint that is at the version before, and no other", async () => {
      const stores = open();
      const one = await made(stores);
      const next = { ...one, description: "Shop", version: 2 };
      expect(await stores.endpoints.replace(next)).toBe(true);
      expect(await stores.endpoints.replace({ ...next, description: "Other" })).toBe(false);
      expect(await stores.endpoints.find(one.id)).toEqual(next);
      expect(await stores.endpoints.replace(endpoint({ id: endpointId(fresh()), version: 2 }))).toBe(false);
    });

    it("removes an endpoint with its secrets, once", async () => {
      const stores = open();
      const one = await made(stores);
      expect(await stores.endpoints.remove(one.id)).toBe("removed");
      expect(await stores.endpoints.find(one.id)).toBeUndefined();
      expect(await stores.endpoints.findSecrets(one.id)).toBeUndefined();
      expect(await stores.endpoints.remove(one.id)).toBe("missing");
    });

    it("rotates endpoint and secrets together or not at all", async () => {
      const stores = open();
      const one = await made(stores);
      const before = firstSecrets(one.id, secretOf(1), NOW_TEXT);
      const secrets = rotated(before, secretOf(2), LATER, "2026-11-16T13:00:00.000Z");
      const next = { ...one, previousSecretsEnd: "2026-11-16T13:00:00.000Z", version: 2 };
      expect(await stores.endpoints.rotate({ ...next, version: 7 }, secrets)).toBe(false);
      expect(await stores.endpoints.findSecrets(one.id)).toEqual(before);
      expect(await stores.endpoints.rotate(next, secrets)).toBe(true);
      expect(await stores.endpoints.findSecrets(one.id)).toEqual(secrets);
      expect(await stores.endpoints.find(one.id)).toEqual(next);
      expect(await stores.endpoints.rotate({ ...next, version: 3 }, secrets)).toBe(false);
    });

    it("notes failures of the endpoint as it was read, forgives them, and brings no removed one back", async () => {
      const stores = open();
      const one = await made(stores);
      await stores.endpoints.noteFailure(one, RUN, LATER);
      const failing = { ...one, failingSince: LATER, lastFailureAt: LATER };
      expect(await stores.endpoints.find(one.id)).toEqual(failing);
      // Read before the run was written: what is written since stands.
      await stores.endpoints.noteFailure(one, { ...RUN, failingSince: NOW_TEXT }, NOW_TEXT);
      expect(await stores.endpoints.find(one.id)).toEqual(failing);
      await stores.endpoints.noteFailure(failing, RUN, "2026-11-15T14:00:00.000Z");
      expect(await stores.endpoints.find(one.id)).toMatchObject({ lastFailureAt: "2026-11-15T14:00:00.000Z" });
      await stores.endpoints.forgive(failing);
      expect(await stores.endpoints.find(one.id)).toEqual(one);
      await stores.endpoints.remove(one.id);
      await stores.endpoints.forgive(failing);
      await stores.endpoints.noteFailure(one, RUN, LATER);
      expect(await stores.endpoints.find(one.id)).toBeUndefined();
    });

    it("disables an endpoint as it was read, and not one that was changed since", async () => {
      const stores = open();
      const one = await made(stores);
      const changed = { ...one, url: "https://other.example.com", version: 2 };
      await stores.endpoints.replace(changed);
      expect(await stores.endpoints.disable(one, "gone", LATER)).toBe(false);
      expect(await stores.endpoints.disable(changed, "gone", LATER)).toBe(true);
      expect(await stores.endpoints.find(one.id)).toEqual({
        ...changed,
        status: "disabled",
        disabledReason: "gone",
        disabledAt: LATER,
        updatedAt: LATER,
        version: 3,
      });
      expect(await stores.endpoints.disable({ ...changed, version: 3 }, "gone", LATER)).toBe(false);
    });

    it("does not disable for failing what has answered since", async () => {
      const stores = open();
      const failing = await made(stores, { failingSince: NOW_TEXT, lastFailureAt: NOW_TEXT });
      await stores.endpoints.forgive(failing);
      expect(await stores.endpoints.disable(failing, "failing", LATER)).toBe(false);
      const still = await made(stores, { failingSince: NOW_TEXT, lastFailureAt: NOW_TEXT });
      expect(await stores.endpoints.disable(still, "failing", LATER)).toBe(true);
      expect(await stores.endpoints.find(still.id)).not.toHaveProperty("failingSince");
    });
  });

  describe(`the deliveries' store on ${engine}`, () => {
    const begun = async ({ deliveries }: Stores, to = endpointId(fresh()), number = fresh()): Promise<Delivery> => {
      const delivery = newDelivery(event(number), to, NOW_TEXT);
      expect(await deliveries.begin(delivery)).toBeUndefined();
      return delivery;
    };
    const tried = { attempts: [{ at: LATER, latencyMs: 12, status: 500 }], attemptCount: 1 };

    it("begins a delivery once, and gives the first one from then on", async () => {
      const stores = open();
      const one = await begun(stores);
      expect(await stores.deliveries.begin({ ...one, createdAt: LATER })).toEqual(one);
      await stores.deliveries.markQueued(one, LATER);
      expect(await stores.deliveries.begin(one)).toEqual({ ...one, queuedAt: LATER });
    });

    it("gathers what an attempt needs, as far as it is there", async () => {
      const stores = open();
      const to = await made(stores);
      const delivery = await begun(stores, to.id);
      const body = { eventId: delivery.eventId, body: '{"a":1.00}', expiresAt: 5 };
      await stores.deliveries.keepBody(body);
      expect(await stores.deliveries.hasBody(delivery.eventId)).toBe(true);
      expect(await stores.deliveries.gather(delivery)).toEqual({
        endpoint: to,
        secrets: firstSecrets(to.id, secretOf(1), NOW_TEXT),
        delivery,
        body,
      });
      const nobody = { endpointId: endpointId(fresh()), eventId: eventId(fresh()) };
      expect(await stores.deliveries.gather(nobody)).toEqual({});
      expect(await stores.deliveries.hasBody(nobody.eventId)).toBe(false);
      expect(await stores.deliveries.findDelivery(nobody)).toBeUndefined();
    });

    it("records attempts, and lets what was delivered stand", async () => {
      const stores = open();
      const one = await begun(stores);
      const failed = { ...tried, failureCode: "unexpected_status", nextAttemptAt: LATER, status: "pending" } as const;
      await stores.deliveries.record(one, failed);
      expect(await stores.deliveries.findDelivery(one)).toEqual({ ...one, ...failed });
      const delivered = { ...tried, attemptCount: 2, status: "delivered", deliveredAt: LATER } as const;
      await stores.deliveries.record(one, delivered);
      expect(await stores.deliveries.findDelivery(one)).toEqual({ ...one, ...delivered });
      await stores.deliveries.record(one, { ...failed, status: "failed" });
      expect(await stores.deliveries.findDelivery(one)).toEqual({ ...one, ...delivered });
    });

    it("records an attempt that ended without a status by its error", async () => {
      const stores = open();
      const one = await begun(stores);
      const attempts = [{ at: LATER, latencyMs: 10_000, error: "timeout" }] as const;
      await stores.deliveries.record(one, { status: "failed", attempts, attemptCount: 1, failureCode: "timeout" });
      expect(await stores.deliveries.findDelivery(one)).toMatchObject({ attempts, failureCode: "timeout" });
    });

    it("ends what is pending, and nothing else", async () => {
      const stores = open();
      const one = await begun(stores);
      await stores.deliveries.end(one, "cancelled", "endpoint_deleted");
      const ended = { ...one, status: "cancelled", failureCode: "endpoint_deleted" };
      expect(await stores.deliveries.findDelivery(one)).toEqual(ended);
      await stores.deliveries.end(one, "failed", undefined);
      expect(await stores.deliveries.findDelivery(one)).toEqual(ended);
    });

    it("reopens a delivery with all its attempts, and brings no forgotten one back", async () => {
      const stores = open();
      const one = await begun(stores);
      await stores.deliveries.record(one, { ...tried, status: "failed", failureCode: "unexpected_status" });
      await stores.deliveries.reopen(one);
      expect(await stores.deliveries.findDelivery(one)).toEqual({ ...one, ...tried, status: "pending" });
      const nobody = { endpointId: endpointId(fresh()), eventId: eventId(fresh()) };
      await stores.deliveries.reopen(nobody);
      await stores.deliveries.markQueued(nobody, LATER);
      expect(await stores.deliveries.findDelivery(nobody)).toBeUndefined();
    });

    it("lists an endpoint's own deliveries, the newest events first, page by page", async () => {
      const stores = open();
      const to = endpointId(fresh());
      const ids: string[] = [];
      for (let count = 0; count < 5; count++) ids.unshift((await begun(stores, to)).eventId);
      await begun(stores);
      const pages: string[][] = [];
      let after: string | undefined;
      do {
        const page = await stores.deliveries.listDeliveries(to, after, 2);
        pages.push(page.entries.map(({ eventId: id }) => id));
        after = page.next;
      } while (after !== undefined);
      expect(pages.flat()).toEqual(ids);
      expect(Math.max(...pages.map(({ length }) => length))).toBe(2);
    });

    it("lists those with a status, and no two twice", async () => {
      const stores = open();
      const to = endpointId(fresh());
      const failed: string[] = [];
      for (let count = 0; count < 7; count++) {
        const one = await begun(stores, to);
        if (count % 2 === 0) {
          failed.unshift(one.eventId);
          await stores.deliveries.end(one, "failed", undefined);
        }
      }
      const first = await stores.deliveries.listDeliveries(to, undefined, 3, "failed");
      const second = await stores.deliveries.listDeliveries(to, first.next, 3, "failed");
      expect([...first.entries, ...second.entries].map(({ eventId: id }) => id)).toEqual(failed);
      expect(first.entries).toHaveLength(3);
      expect(second.next).toBeUndefined();
    });
  });
}
