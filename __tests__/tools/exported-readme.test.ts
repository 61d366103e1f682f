import { exportedReadme } from "../../tools/export/readme";

const exported = (readme: string) => exportedReadme(readme, ["payments", "api"]);

describe("the README of an exported module", () => {
  it.each([
    "[payments](../payments/README.md)",
    "[inputs](../api/README.md#inputs)",
    "[page](#inputs)",
    "[AWS](https://aws.amazon.com/)",
  ])("keeps the link %s, which leads somewhere for its reader", (link) => {
    expect(exported(`See ${link}.`)).toBe(`See ${link}.`);
  });

  it.each(["perms.ts", "../../docs/vault.md", "../shared/perms.ts", "../escrow/README.md"])(
    "has the text alone of a link to %s, which is not there",
    (target) => {
      expect(exported(`All stand in [\`it\`](${target}), and [payments](../payments/README.md).`)).toBe(
        "All stand in `it`, and [payments](../payments/README.md).",
      );
    },
  );
});
