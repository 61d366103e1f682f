import { readFileSync } from "node:fs";
import path from "node:path";
import { DETAILS, STATUSES } from "../../../functions/payments/payment";
import { isAllowed } from "../../../functions/payments/transitions";

describe("the picture of a payment's states in docs/payments.md", () => {
  it("has each step from one status to another that there is, and no other", () => {
    const text = readFileSync(path.join(__dirname, "../../../docs/payments.md"), "utf8");
    const drawn = [...text.matchAll(/^ {2}(\w+) --> (\w+)/gm)].map(([, from, to]) => `${from} ${to}`);
    const there = STATUSES.flatMap((from) =>
      STATUSES.filter((to) => to !== from)
        .filter((to) => [undefined, ...DETAILS].some((detail) => isAllowed({ status: from }, { status: to, detail })))
        .map((to) => `${from} ${to}`),
    );
    expect(drawn.sort()).toEqual(there.sort());
  });
});
