import { APPSYNC, schemaWith, WHOLE } from "./support/appsync";
import {
  buildSchema,
  concatAST,
  extendSchema,
  isObjectType,
  lexicographicSortSchema,
  parse,
  printSchema,
  validateSchema,
} from "graphql";
import { CHANGE_KINDS } from "../../../modules/graphql-api/change-kinds";
import { servedBy } from "../../../modules/graphql-api/operations";
import { resolverCode } from "../../../modules/graphql-api/resolver-code";
import {
  type OptionalFunction,
  piecesOf,
  schemaOf,
  schemaParts,
  servedFields,
  withAuthModes,
} from "../../../modules/graphql-api/schema";

const OPTIONAL: readonly OptionalFunction[] = ["escrow-manager", "ach-transfer-manager", "bank-account-verifier"];
const CHOICES = OPTIONAL.reduce<readonly OptionalFunction[][]>(
  (choices, name) => [...choices, ...choices.map((choice) => [...choice, name])],
  [[]],
);
const built = (sdl: string) => buildSchema(APPSYNC + sdl);
const fieldsOfRoots = (sdl: string): string[] =>
  [built(sdl).getQueryType(), built(sdl).getMutationType()].flatMap((type) => Object.keys(type!.getFields()));
const partsWith = (choice: readonly OptionalFunction[]) =>
  schemaParts().filter(({ needs }) => needs.every((name) => choice.includes(name)));

describe.each(CHOICES.map((choice) => [choice.join(", ") || "none", choice] as const))(
  "the schema with the functions %s",
  (_, choice) => {
    const sdl = schemaWith(...choice);

    it.each([true, false])("is one, with a user pool (%p) and without", (cognito) => {
      expect(validateSchema(built(withAuthModes(sdl, { cognito })))).toEqual([]);
    });

    it("is what its files are together", () => {
      const [first, ...extensions] = partsWith(choice).map(({ text }) => parse(text.replace(/^#.*\n/gm, "")));
      const base = extendSchema(buildSchema(APPSYNC), concatAST([first!]), { assumeValidSDL: true });
      const joined = extensions.length === 0 ? base : extendSchema(base, concatAST(extensions));
      const shown = (schema: Parameters<typeof printSchema>[0]) => printSchema(lexicographicSortSchema(schema));
      expect(shown(built(sdl))).toBe(shown(joined));
    });

    it("has no extension, which AppSync does not know", () => {
      expect(sdl).not.toMatch(/^extend /m);
    });

    it("has the operations of those functions, and of no others that may be left out", () => {
      const functions = new Set(fieldsOfRoots(sdl).map(servedBy));
      expect(OPTIONAL.filter((name) => functions.has(name))).toEqual(choice);
    });

    it("has only types that something leads to", () => {
      const schema = built(sdl);
      const own = Object.keys(schema.getTypeMap()).filter((name) =>
        new RegExp(`^(type|input|enum) ${name}\\b`, "m").test(sdl),
      );
      const roots = ["Query", "Mutation", "Subscription"];
      const unused = own.filter((name) => !roots.includes(name) && !new RegExp(`: \\[?${name}\\b`).test(sdl));
      expect(unused).toEqual([]);
    });

    it("has each field served by a function, but those by which the bus publishes", () => {
      const served = servedFields(partsWith(choice));
      const published = CHANGE_KINDS.filter(({ needs }) => needs.every((name) => choice.includes(name)));
      const ofRoots = served.filter(({ nested }) => !nested).map(({ field }) => field);
      expect([...ofRoots, ...published.map(({ field }) => field)].sort()).toEqual(fieldsOfRoots(sdl).sort());
      for (const { operation } of served) expect(servedBy(operation)).toMatch(/^[a-z]+(-[a-z]+)+$/);
    });

    it("has a resolver for each resource within a resource, and for nothing that is not there", () => {
      const types = built(sdl).getTypeMap();
      const nested = servedFields(partsWith(choice)).filter((each) => each.nested);
      for (const { type, field } of nested) {
        const around = types[type];
        expect(isObjectType(around) && around.getFields()[field]).toBeTruthy();
      }
      const places = nested.map(({ type, field }) => `${type}.${field}`);
      expect(places.includes("Payment.escrow")).toBe(choice.includes("escrow-manager"));
      expect(places.includes("AchTransfer.bankAccount")).toBe(
        choice.includes("ach-transfer-manager") && choice.includes("bank-account-verifier"),
      );
    });
  },
);

describe("who may see what", () => {
  it("is both modes on every type where there are two, and none where there is one", () => {
    const types = Object.values(built(WHOLE).getTypeMap()).filter(
      (type) => isObjectType(type) && !type.name.startsWith("__"),
    );
    const both = withAuthModes(WHOLE, { cognito: true });
    for (const { name } of types) expect(both).toContain(`type ${name} @aws_iam @aws_cognito_user_pools {`);
    expect(withAuthModes(WHOLE, { cognito: false })).toBe(WHOLE);
  });

  it("is written the same on stretches of the schema and on all of it", () => {
    const pieces = piecesOf(schemaParts());
    const both = pieces.map(({ text }) => withAuthModes(text, { cognito: true })).join("");
    expect(both).toBe(withAuthModes(schemaOf(schemaParts()), { cognito: true }));
  });

  it.each(CHANGE_KINDS.map(({ field, type }) => [field, type] as const))(
    "lets the platform alone call %s",
    (field, type) => {
      expect(WHOLE).toMatch(new RegExp(`${field}\\([^)]*\\): ${type} @aws_iam\n`));
    },
  );
});

describe("the numbers that are not for GraphQL", () => {
  it("have no field: AppSync logs queries as they come", () => {
    expect(WHOLE).not.toMatch(/\b(cardNumber|accountNumber|number|cvc)\b: /i);
    expect(fieldsOfRoots(WHOLE)).not.toContain("createToken");
    expect(fieldsOfRoots(WHOLE)).not.toContain("createBankAccount");
  });
});

describe("the code of a resolver", () => {
  it.each(["field", "nested", "published"] as const)(
    "that AppSync gets is one file without types, and nothing that AppSync cannot run: %s",
    (name) => {
      const code = resolverCode(name);
      expect(code).toMatch(/export \{\s*request,\s*response\s*\};/);
      expect(code.match(/^import .*$/gm)?.every((line) => line.endsWith('from "@aws-appsync/utils";')) ?? true).toBe(
        true,
      );
      expect(code).not.toMatch(/\b(interface|class|throw|try|async|await|while|new|continue)\b/);
      expect(code).not.toMatch(/: (unknown|string)\b/);
      expect(code).not.toMatch(/\bfor \([^)]*;|\+\+|--/);
    },
  );

  it("is no expression of Terraform's: what JavaScript fills in is written twice", () => {
    expect(resolverCode("nested")).toContain("`$${info.parentTypeName}.$${info.fieldName}`");
  });
});
