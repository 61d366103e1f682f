import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020";
import { parse } from "lossless-json";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { eventFrom, sampleText } from "../../cli/events/sample";
import { looksLikeCardNumber } from "../../functions/shared/card-number-guard";
import { EVENT_TYPES, EVENTS, type EventType, platformEvent } from "../../functions/shared/events";
import { repositoryRoot } from "../../tools/shared/root";
import { temporaryFolder } from "../tools/temporary-folder";
import { TestSurroundings } from "./support/surroundings";

describe("ecosystemaws trigger", () => {
  const folder = temporaryFolder();

  it("puts a sample on the named bus, with an id and a moment of its own", async () => {
    const around = new TestSurroundings();
    expect(await around.run("trigger payment.completed --bus mine")).toBe(0);
    expect(around.puts).toMatchObject([{ bus: "mine", type: "payment.completed" }]);
    const event = platformEvent.parse(JSON.parse(around.puts[0]!.detail));
    expect(event).toMatchObject({ type: "payment.completed", at: "2026-11-15T12:00:00.000Z" });
    expect(around.out.text).toBe(`${event.id}\n`);
    expect(event.id).not.toBe((JSON.parse(sampleText("payment.completed")) as { id: string }).id);
    expect(around.connections).toEqual([{}]);
  });

  it("changes members, and amounts follow their cents in the currency's decimals", async () => {
    const around = new TestSurroundings();
    await around.run(
      "trigger payment.refunded --bus b --set data.payment.customer_id=cust_9 --set data.refund.amount_cents=505 --set data.refund.currency=JPY --set data.payment.note=new",
    );
    const detail = around.puts[0]!.detail;
    expect(detail).toContain('"amount":505,"amount_cents":505,"currency":"JPY"');
    expect(detail).toContain('"amount":100.00,"amount_cents":10000,"currency":"USD"');
    expect(JSON.parse(detail)).toMatchObject({ data: { payment: { customer_id: "cust_9", note: "new" } } });
  });

  it.each([
    ["no path", "x", "path=value"],
    ["a path into nothing", "data.refund.amount_cents=1", "no members below refund; there are payment"],
    ["a path into text", "type.x=1", "no members below type"],
    ["a path into what every object has", "__proto__.x=1", "no members below __proto__"],
    ["a currency that is none", "data.payment.currency=FOO", 'currency: saw "FOO"'],
    ["cents that are no number", "data.payment.amount_cents=many", 'amount_cents: saw "many", allowed is a whole'],
    ["a part of a cent", "data.payment.amount_cents=1.5", "data.payment.amount_cents: saw 1.5, allowed is a whole"],
    ["cents of too many digits", "data.payment.amount_cents=9007199254740993", "saw 9007199254740993"],
    ["more than there can be", "data.payment.amount_cents=999999999999999", "amount_cents: cents: saw 999999999999999"],
    ["data that is none", "data=null", "data is the event's own"],
    ["another version", "version=2", "version is the event's own"],
    ["another id", "id=evt_0190d5a2-7b1c-7c3e-9a54-0c6f5d2e8b12", "id is the event's own"],
    ["another type", "type=payment.failed", "type is the event's own"],
  ])("refuses to set %s, and says why", async (_, assignment, why) => {
    const around = new TestSurroundings();
    expect(await around.run(`trigger payment.completed --bus b --set ${assignment}`)).toBe(2);
    expect(around.err.text).toContain(why);
    expect(around.puts).toEqual([]);
  });

  it("lists all events with what each tells", async () => {
    const around = new TestSurroundings();
    expect(await around.run("trigger --list")).toBe(0);
    for (const type of EVENT_TYPES) expect(around.out.text).toContain(EVENTS[type].when);
  });

  it("names all events where there is none of the name, and asks for one where there is no name", async () => {
    const around = new TestSurroundings();
    expect(await around.run("trigger payment.exploded --bus b")).toBe(2);
    expect(around.err.text).toMatch(/no event "payment.exploded"[^]*payment\.completed/);
    const without = new TestSurroundings();
    expect(await without.run("trigger")).toBe(2);
    expect(without.err.text).toContain("missing argument 'event'");
  });

  it("finds the bus by the environment, or by what make start left; else it says where it looked", async () => {
    const named = new TestSurroundings();
    await named.run("trigger payment.completed --environment prod --endpoint http://127.0.0.1:1");
    expect(named.puts).toMatchObject([{ bus: "payments-prod" }]);
    expect(named.connections).toEqual([{ endpoint: "http://127.0.0.1:1" }]);

    mkdirSync(path.join(folder(), ".local"));
    const file = {
      endpoint: "http://127.0.0.1:4566",
      region: "us-west-2",
      variables: { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" },
      outputs: { event_bus_name: "payments-local" },
    };
    writeFileSync(path.join(folder(), ".local", "environment.json"), JSON.stringify(file));
    const local = new TestSurroundings();
    local.folder = folder();
    await local.run("trigger payment.completed");
    expect(local.puts).toMatchObject([{ bus: "payments-local" }]);
    expect(local.connections).toMatchObject([{ endpoint: "http://127.0.0.1:4566", region: "us-west-2" }]);

    const nowhere = new TestSurroundings();
    expect(await nowhere.run("trigger payment.completed")).toBe(2);
    expect(nowhere.err.text).toMatch(/Neither --bus nor --environment is given/);
  });
});

/** The catalogue's JSON Schema of an event. */
interface EventSchema {
  readonly properties: { readonly data: { readonly properties: Readonly<Record<string, { readonly $ref: string }>> } };
  readonly $defs: Readonly<Record<string, { readonly properties?: Readonly<Record<string, object>> }>>;
}

/** The members that a subject's resource may have, as the schema of an event says. */
function membersOf({ properties, $defs }: EventSchema, subject: string): readonly string[] {
  const { $ref } = properties.data.properties[subject]!;
  return Object.keys($defs[$ref.replace("#/$defs/", "")]?.properties ?? {});
}

/** The member that has the id of a subject's resource: `dispute_id` of an escrow's dispute, `file_id` of an ACH file. */
function idMemberOf(subject: string): string {
  const name = ["escrow_dispute", "ach_transfer", "ach_file"].includes(subject) ? subject.split("_")[1]! : subject;
  return `${name}_id`;
}

function schemaOf(type: EventType): EventSchema {
  const file = path.join(repositoryRoot(), "docs", "events", `${type}.json`);
  return JSON.parse(readFileSync(file, "utf8")) as EventSchema;
}

describe("the samples of events", () => {
  it("are one a type of the catalogue", () => {
    const files = readdirSync(path.join(repositoryRoot(), "cli", "events", "samples"));
    expect(files.sort()).toEqual(EVENT_TYPES.map((type) => `${type}.json`).sort());
  });

  it.each(EVENT_TYPES)(
    "has %s as its schema in docs/events has it, with no member that the schema does not know",
    (type) => {
      const schema = schemaOf(type);
      const ajv = new Ajv2020({ allErrors: true });
      addFormats(ajv);
      const sample = JSON.parse(sampleText(type)) as { data: Record<string, object> };
      ajv.validate(schema, sample);
      expect(ajv.errors ?? []).toEqual([]);
      for (const [name, resource] of Object.entries(sample.data)) {
        const known = membersOf(schema, name);
        expect(known).not.toEqual([]);
        expect(Object.keys(resource).filter((member) => !known.includes(member))).toEqual([]);
      }
    },
  );

  it.each(EVENT_TYPES)("has %s: an event of its type, with the resources that it tells of", (type) => {
    const event = platformEvent.parse(JSON.parse(sampleText(type)));
    expect(event.type).toBe(type);
    expect(Object.keys(event.data)).toEqual(EVENTS[type].data);
    for (const [name, resource] of Object.entries(event.data)) expect(resource).toHaveProperty(idMemberOf(name));
  });

  it.each(EVENT_TYPES)("has %s with amounts that are what their cents say", (type) => {
    const sent = parse(eventFrom(type, { id: "evt", at: "now" }, []), undefined, Number) as { data: object };
    expect(sent.data).toEqual((JSON.parse(sampleText(type)) as { data: object }).data);
  });

  it.each(EVENT_TYPES)("has %s without anything that looks like a card number", (type) => {
    expect(looksLikeCardNumber(sampleText(type))).toBe(false);
  });
});
