import { APPSYNC, type Payload, served, WHOLE } from "./support/appsync";
import { buildSchema, graphql, isObjectType, parse, validate } from "graphql";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { CHANGE_KINDS, type ChangeKind, mutationOf, pathsOf } from "../../../modules/graphql-api/change-kinds";

const schema = served(() => null);
const SAMPLES = path.join(__dirname, "../../../cli/events/samples");

type Fields = Readonly<Record<string, unknown>>;
interface Event extends Fields {
  readonly type: string;
  readonly data: Readonly<Record<string, Fields>>;
}

const samples = readdirSync(SAMPLES).map((file) => JSON.parse(readFileSync(path.join(SAMPLES, file), "utf8")) as Event);

/** The events whose data has what a kind tells of, as the rule's pattern has it. */
const eventsOf = ({ subject: [name, id] }: ChangeKind): readonly Event[] =>
  samples.filter(({ data }) => data[name]?.[id] !== undefined);

/** What EventBridge makes of an event by a kind's paths and template: what is not there is an empty text. */
function inputOf(kind: ChangeKind, event: Event): Record<string, unknown> {
  const at = (where: string): unknown =>
    where
      .split(".")
      .slice(1)
      .reduce<unknown>((part, name) => (part as Fields | undefined)?.[name], { detail: event });
  return Object.fromEntries(Object.entries(pathsOf(kind)).map(([name, where]) => [name, at(where) ?? ""]));
}

describe.each(CHANGE_KINDS.map((kind) => [kind.type, kind] as const))("%s", (type, kind) => {
  const [name] = kind.subject;

  it("is published by a mutation that the schema has", () => {
    expect(validate(schema, parse(mutationOf(kind)))).toEqual([]);
  });

  it("selects all of it: subscribers get only what the mutation selects", () => {
    const definition = buildSchema(APPSYNC + WHOLE).getType(type);
    expect(isObjectType(definition) && Object.keys(definition.getFields()).sort()).toEqual(
      Object.keys(pathsOf(kind)).sort(),
    );
  });

  it.each(eventsOf(kind).map((event) => [event.type, event] as const))(
    "is what %s tells of, and nothing is asked or stored for it",
    async (_, event) => {
      const calls: Payload[] = [];
      const { data, errors } = await graphql({
        schema: served((payload) => calls.push(payload)),
        source: mutationOf(kind),
        variableValues: { input: inputOf(kind, event) },
      });
      expect(errors).toBeUndefined();
      const told = Object.entries(kind.fields).map(([field, onBus]) => [field, event.data[name]?.[onBus] ?? null]);
      expect(data).toEqual({
        [kind.field]: {
          eventId: event["id"],
          type: event.type,
          at: event["at"],
          ...(Object.fromEntries(told) as Fields),
        },
      });
      expect(calls).toEqual([]);
    },
  );

  it("has a subscription that may ask for one, or for those of somebody, by its fields", () => {
    const subscriptions = Object.values(schema.getSubscriptionType()!.getFields());
    const mine = subscriptions.find(({ astNode }) => JSON.stringify(astNode?.directives).includes(`"${kind.field}"`));
    expect(String(mine?.type)).toBe(type);
    const args = mine!.args.map((arg) => arg.name);
    expect(args.filter((arg) => kind.fields[arg] === undefined)).toEqual([]);
    expect(args.length).toBeGreaterThan(1);
  });
});

describe("an ACH transfer's change", () => {
  const kind = CHANGE_KINDS.find(({ id }) => id === "ach_transfer")!;

  it("has no owner of a kind that the event has none of: EventBridge writes an empty text, subscribers get nothing", async () => {
    const event = eventsOf(kind).find(({ data }) => data["ach_transfer"]?.["customer_id"] === undefined)!;
    const input = inputOf(kind, event);
    expect(input["customerId"]).toBe("");
    const { data } = await graphql({ schema, source: mutationOf(kind), variableValues: { input } });
    const providerId = event.data["ach_transfer"]?.["provider_id"];
    expect(data).toMatchObject({ publishAchTransferChange: { providerId, customerId: null } });
  });
});
