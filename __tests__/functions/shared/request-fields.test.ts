import { requestFaults } from "../../../functions/shared/request-fields";

const codes = (...faults: Parameters<typeof requestFaults>): readonly string[] =>
  requestFaults(...faults).map(({ code, param }) => `${param}: ${code}`);

describe("an id of a request", () => {
  it("has 1 to 128 of its characters", () => {
    expect(codes({ id: "a" })).toEqual([]);
    expect(codes({ id: "aZ9_.:@|+-".padEnd(128, "x") })).toEqual([]);
    for (const id of ["", "x".repeat(129), "a#b", "a/b", "a b"]) expect(codes({ id })).toEqual(["id: invalid"]);
  });

  it("is no card number, which no message shows", () => {
    const faults = requestFaults({ id: "4242424242424242" });
    expect(faults).toMatchObject([{ code: "card_number_not_allowed", param: "id" }]);
    expect(JSON.stringify(faults)).not.toContain("4242");
  });

  it("may be left out", () => {
    expect(codes({ id: undefined })).toEqual([]);
  });
});

describe("an idempotency key", () => {
  it("has 1 to 255 printable characters of ASCII", () => {
    expect(codes({}, { key: "x".repeat(255) })).toEqual([]);
    for (const key of ["", "x".repeat(256), "a\nb", "\u00e9"])
      expect(codes({}, { key })).toEqual(["Idempotency-Key: invalid"]);
  });
});

describe("the faults of a request", () => {
  it("are told all at once", () => {
    expect(codes({ payment_id: "a#b", refund_id: "" }, { key: "" })).toEqual([
      "payment_id: invalid",
      "refund_id: invalid",
      "Idempotency-Key: invalid",
    ]);
  });
});
