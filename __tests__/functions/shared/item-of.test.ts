import { itemKey, itemOf, toItem } from "../../../functions/shared/dynamodb";

describe("an item of a key and records", () => {
  const key = () => itemKey(["PAYMENT", "pay_1"], ["PAYMENT"]);

  it("has the key and the fields of all of them", () => {
    expect(itemOf(key(), { cents: 1 }, {}, { listShard: "a" })).toEqual({
      ...key(),
      cents: { N: "1" },
      listShard: { S: "a" },
    });
  });

  it("has of a field that several have the last that is there", () => {
    expect(itemOf(key(), { at: "1", by: "a" }, { at: "2", by: undefined })).toEqual({
      ...key(),
      at: { S: "2" },
      by: { S: "a" },
    });
  });

  it("is without a key what the record is alone", () => {
    const record = { id: "a", list: [1, "b"], inner: { of: undefined } };
    expect(itemOf({}, record)).toEqual(toItem(record));
  });
});
