import { readDocument } from "../../../tools/openapi/document";
import { operationsOf } from "../../../tools/openapi/operations";
import { page } from "../../../tools/openapi/page";
import { html, inline, prose } from "../../../tools/openapi/page/html";
import { curl } from "../../../tools/openapi/page/operation";
import { repositoryRoot } from "../../../tools/shared/root";

const document = readDocument(repositoryRoot());
const operations = operationsOf(document);
const text = page(document, operations);

describe("the reference page", () => {
  it("has every operation, resource and error code, and every link leads somewhere", () => {
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id } of operations) expect(ids).toContain(id);
    for (const [, target] of text.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
    expect(text).toContain('id="resource-Payment"');
    expect(text).toContain("<code>idempotency_key_reused</code>");
  });

  it("asks nothing from elsewhere and runs nothing", () => {
    expect(text).not.toMatch(/<script|<link|<img|<iframe| src=| on[a-z]+="|@import|url\(/i);
    expect([...text.matchAll(/href="([^#])/g)]).toEqual([]);
  });

  it("closes every element that it opens", () => {
    const open: string[] = [];
    for (const [, slash, name = "", rest = ""] of text.matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>/g)) {
      if (name === "meta" || rest.endsWith("/")) continue;
      if (slash === "") open.push(name);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
  });

  it("has no error that the table of problems does not have", () => {
    const wrong = operations.map((operation) => ({ ...operation, errors: ["no_such"] }));
    expect(() => page(document, wrong)).toThrow(/x-errors names no_such/);
  });

  it("shows amounts as they are written", () => {
    expect(text).toContain("&quot;amount&quot;: 100.00");
  });
});

describe("a call on the page", () => {
  const call = (id: string) => curl(operations.find((operation) => operation.id === id)!);

  it("is one to copy, with the key and the first example", () => {
    expect(call("processPayment")).toBe(
      [
        "curl -X POST https://api.example.com/prod/process",
        '-H "x-api-key: $API_KEY"',
        '-H "Content-Type: application/json"',
        `-d '{\n  "transaction_id": "txn_123"\n}'`,
      ].join(" \\\n  "),
    );
    expect(call("getPayment")).toBe(
      'curl https://api.example.com/prod/payments/pay_123456 \\\n  -H "x-api-key: $API_KEY"',
    );
  });

  it("has a signature where there is no key", () => {
    expect(call("receiveWebhook")).toContain("webhook-signature");
    expect(call("receiveWebhook")).not.toContain("x-api-key");
  });

  it("needs an example for each parameter of its path", () => {
    const operation = operations.find(({ id }) => id === "getPayment")!;
    expect(() => curl({ ...operation, parameters: [] })).toThrow("payment_id");
  });

  it("keeps a quote within its quotes", () => {
    const operation = operations.find(({ id }) => id === "processPayment")!;
    const body = { ...operation.body!, examples: [{ name: "quote", value: { a: "it's" } }] };
    expect(curl({ ...operation, body })).toContain(`"it'\\''s"`);
  });
});

describe("HTML", () => {
  it("escapes texts, and takes pieces as they are", () => {
    expect(html`<p title="${'a"b'}">${"<&>"}${1}${undefined}${[html`<b>x</b>`, "y"]}</p>`.markup).toBe(
      '<p title="a&quot;b">&lt;&amp;&gt;1<b>x</b>y</p>',
    );
  });

  it("reads code, bold and paragraphs of descriptions", () => {
    expect(
      inline("a `b<c` **d**")
        .map(({ markup }) => markup)
        .join(""),
    ).toBe("a <code>b&lt;c</code> <strong>d</strong>");
    expect(prose("a\n\nb\n")).toHaveLength(2);
    expect(prose(undefined)).toEqual([]);
  });
});
