import { readItemFailures } from "../../../local/pumps/item-failures";

describe("a partial batch response", () => {
  const read = (answer: string) => readItemFailures(answer, ["a", "b"]);

  it.each(["", "null", "{}", '{"batchItemFailures":null}', '{"batchItemFailures":[]}', '"done"'])(
    "of %s says that all is done",
    (answer) => {
      expect(read(answer)).toEqual({ failed: "none" });
    },
  );

  it("names the items that failed", () => {
    expect(read('{"batchItemFailures":[{"itemIdentifier":"b"}]}')).toEqual({ failed: ["b"] });
  });

  it.each([
    "no JSON",
    '{"batchItemFailures":"b"}',
    '{"batchItemFailures":[{"itemIdentifier":""}]}',
    '{"batchItemFailures":[{"itemIdentifier":null}]}',
    '{"batchItemFailures":[{"itemId":"b"}]}',
    '{"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"c"}]}',
  ])("of %s says that nothing is done", (answer) => {
    expect(read(answer)).toEqual({ failed: "all" });
  });
});
