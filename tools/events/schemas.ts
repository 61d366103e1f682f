import {
  EVENT_SUBJECTS,
  EVENT_TYPES,
  EVENT_VERSION,
  EVENTS,
  type EventSubject,
  type EventType,
} from "../../functions/shared/events";

/** A JSON Schema, or a part of one. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** The resources of the API's document, by their names there. */
export type Resources = Readonly<Record<string, Schema>>;

/** A dispute as events show it; the API has no operation of its own for it. */
const DISPUTE: Schema = {
  type: "object",
  required: ["dispute_id", "payment_id", "amount", "amount_cents", "currency", "status", "opened_at", "updated_at"],
  properties: {
    dispute_id: { type: "string", description: "The rail's own name for it." },
    payment_id: { type: "string" },
    amount: { $ref: "#/components/schemas/AmountShown" },
    amount_cents: { $ref: "#/components/schemas/Cents" },
    currency: { $ref: "#/components/schemas/Currency" },
    status: { type: "string", enum: ["opened", "evidence_required", "under_review", "won", "lost", "withdrawn"] },
    reason: { type: "string", description: "Why, in the rail's words." },
    evidence_due_at: { $ref: "#/components/schemas/Moment" },
    opened_at: { $ref: "#/components/schemas/Moment" },
    updated_at: { $ref: "#/components/schemas/Moment" },
  },
};

/** A return rate as events show it; the API has no operation of its own for it. */
const RETURN_RATE: Schema = {
  type: "object",
  required: [
    "return_rate_id",
    "company",
    "kind",
    "from",
    "to",
    "returns",
    "debits",
    "limit_basis_points",
    "debits_min",
    "exceeded",
  ],
  properties: {
    return_rate_id: { type: "string" },
    company: { type: "string", description: "The company's identification at its bank." },
    kind: { type: "string", enum: ["unauthorised", "administrative", "overall"] },
    from: { type: "string", description: "The first of the days that count." },
    to: { type: "string", description: "The last of them." },
    returns: { type: "integer", description: "Debits that came back on these days." },
    debits: { type: "integer", description: "Debits whose date was one of these days." },
    basis_points: { type: "integer", description: "Hundredths of a percent, rounded up." },
    limit_basis_points: { type: "integer" },
    debits_min: { type: "integer", description: "Of fewer debits a rate exceeds nothing." },
    exceeded: { type: "boolean" },
  },
};

/** A scheduled payout as events show it; the API has no operation of its own for it. */
const PAYOUT: Schema = {
  type: "object",
  required: [
    ...[
      "payout_id",
      "provider_id",
      "payout_schedule",
      "due_on",
      "amount",
      "amount_cents",
      "currency",
      "reason",
      "next_payout_on",
    ],
  ],
  properties: {
    payout_id: { type: "string", description: "Of the provider and the day: `payout/prov_789/2026-03-02`." },
    provider_id: { type: "string" },
    payout_schedule: { type: "string", enum: ["daily", "weekly", "monthly"] },
    due_on: { type: "string", format: "date", description: "The day that came." },
    amount: { $ref: "#/components/schemas/AmountShown" },
    amount_cents: { $ref: "#/components/schemas/Cents" },
    currency: { $ref: "#/components/schemas/Currency" },
    reason: {
      type: "string",
      enum: ["provider_blocked", "account_missing", "account_blocked", "declined"],
      description: "`account_blocked`: blocked, or not verified. `declined`: by a limit, say.",
    },
    next_payout_on: { type: "string", format: "date" },
  },
};

/** The resource that each subject of an event is, by its name in the API's document. */
const SUBJECT_RESOURCES: Readonly<Record<EventSubject, string>> = {
  payment: "Payment",
  refund: "Refund",
  dispute: "Dispute",
  escrow: "Escrow",
  release: "EscrowRelease",
  escrow_dispute: "EscrowDispute",
  ach_transfer: "AchTransfer",
  bank_account: "BankAccount",
  ach_file: "AchFile",
  return_rate: "ReturnRate",
  payout: "Payout",
};

/** What stands for a resource that the API's document does not describe. */
const ANY_OBJECT: Schema = { type: "object" };

/**
 * The JSON Schema (draft 2020-12) of an event: the envelope, and in `data` the resources as the API's document has them.
 * Fields that are not named may be added at any time.
 */
export function eventSchema(type: EventType, document: Resources): Schema {
  const resources: Resources = { ...document, Dispute: DISPUTE, ReturnRate: RETURN_RATE, Payout: PAYOUT };
  const { when, data } = EVENTS[type];
  const subjects: readonly EventSubject[] = data;
  const named = subjects.map((subject) => [subject, SUBJECT_RESOURCES[subject]] as const);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `urn:ecosystemaws:event:${type}:${EVENT_VERSION}`,
    title: type,
    description: when,
    type: "object",
    required: ["id", "type", "version", "at", "region", "epoch", "data"],
    properties: {
      id: {
        type: "string",
        pattern: "^evt_[0-9a-f-]{36}$",
        description: "The same event may come more than once: note the ids.",
      },
      type: { const: type },
      version: { const: EVENT_VERSION },
      at: { type: "string", format: "date-time" },
      region: { type: "string", description: "The Region that wrote it." },
      epoch: { type: "integer", minimum: 1, description: "The epoch of that Region's lease." },
      data: {
        type: "object",
        required: [...subjects],
        properties: Object.fromEntries(named.map(([subject, name]) => [subject, { $ref: `#/$defs/${name}` }])),
      },
    },
    $defs: definitionsOf(
      named.map(([, name]) => name),
      resources,
    ),
  };
}

/** The resources of these names with all that they refer to, as JSON Schema. */
function definitionsOf(names: readonly string[], resources: Resources): Schema {
  const definitions = new Map<string, unknown>();
  const waiting = [...names];
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    if (definitions.has(name)) continue;
    definitions.set(
      name,
      asJsonSchema(resources[name] ?? ANY_OBJECT, (referred) => waiting.push(referred)),
    );
  }
  return Object.fromEntries([...definitions].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Keywords of OpenAPI that are none of JSON Schema's. */
const OPENAPI_ALONE = ["example", "readOnly"];

/** A schema of OpenAPI 3.0 as one of JSON Schema; the document uses little of what is different. */
function asJsonSchema(schema: unknown, refer: (name: string) => void): unknown {
  if (Array.isArray(schema)) return schema.map((each) => asJsonSchema(each, refer));
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(
    ([keyword, value]) =>
      !OPENAPI_ALONE.includes(keyword) && !keyword.startsWith("x-") && !(keyword === "format" && value === "decimal"),
  );
  return Object.fromEntries(
    kept.map(([keyword, value]) => {
      if (keyword !== "$ref" || typeof value !== "string") return [keyword, asJsonSchema(value, refer)];
      const name = value.slice(value.lastIndexOf("/") + 1);
      refer(name);
      return [keyword, `#/$defs/${name}`];
    }),
  );
}

/** The page that lists all events. */
export function eventIndex(): string {
  const rows = EVENT_TYPES.map((type) => {
    const { when, data } = EVENTS[type];
    return `| [\`${type}\`](${type}.json) | ${when} | ${data.map((subject) => `\`${subject}\``).join(", ")} |`;
  });
  return `# Events

Generated from functions/shared/events.ts and functions/api/openapi.yaml by \`node tools/run.mjs tools/events/main.ts\`.

All events have one envelope: \`id\`, \`type\`, \`version\`, \`at\`, \`region\`, \`epoch\`, and \`data\` with the resources that it tells of, as
the REST API shows them afterwards. They are on the event bus (source \`ecosystemaws.payments\`, detail type the event's type, detail the
event), in webhooks (\`type\`, \`timestamp\`, \`id\`, \`data\`) and under \`GET /events\`.

- An event comes **at least once**: note the ids of those that you have seen.
- Their **order is not promised**. \`updated_at\` of a resource tells which of two events is the later one.
- Fields may be **added** at any time; a change that breaks a reader is a new \`version\`.

| event | when | \`data\` |
|---|---|---|
${rows.join("\n")}

Resources: ${EVENT_SUBJECTS.map((subject) => `\`${subject}\``).join(", ")}.
`;
}
