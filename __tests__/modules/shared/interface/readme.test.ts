import { between, input, oneOf } from "../../../../modules/shared";
import { inputTable, outputTable } from "../../../../modules/shared/interface/readme";

describe("the README's tables", () => {
  it("have a row for each input: name, type, default (a hyphen where it must be given), description with what is allowed", () => {
    const table = inputTable({
      awsRegion: input("string", "AWS region."),
      keySpec: input("string", "Key specification.", [oneOf("AES_256")], "AES_256"),
      days: input("number", "Days.", [between(7, 30)], 30),
      emails: input("list(string)", "Who hears.", [], []),
    });
    expect(table.split("\n")).toEqual([
      "| Variable | Type | Default | Description |",
      "| --- | --- | --- | --- |",
      "| `aws_region` | string | - | AWS region. |",
      '| `key_spec` | string | `"AES_256"` | Key specification. One of AES_256. |',
      "| `days` | number | `30` | Days. Between 7 and 30. |",
      "| `emails` | list(string) | `[]` | Who hears. |",
    ]);
  });

  it("have a row for each output", () => {
    expect(outputTable({ kmsKeyArn: { description: "Key" } }).split("\n")).toEqual([
      "| Output | Description |",
      "| --- | --- |",
      "| `kms_key_arn` | Key |",
    ]);
  });

  it("keep a bar inside its cell", () => {
    expect(inputTable({ a: input("string", "this|that") })).toContain("this\\|that");
    expect(outputTable({ a: { description: "this|that" } })).toContain("this\\|that");
  });
});
