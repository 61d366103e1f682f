import "../support/code-stand-in";
import path from "node:path";
import { expectSameAddresses } from "../support/golden";
import { exported, plainAch, serverAch } from "../support/synthesise";
import { asText } from "../support/terraform";

const plain = plainAch("plain");
const whole = serverAch("with a server");
const inner = exported("ach").files["main.tf.json"]!;

describe("the addresses of ach", () => {
  it("are those of the golden, the bank's server included", () => {
    expectSameAddresses(path.join(__dirname, "goldens", "addresses.txt"), whole.addresses);
  });

  it("are fewer without a server", () => {
    const fewer = whole.addresses.filter((address) => !plain.addresses.includes(address));
    expect(fewer.filter((address) => !address.includes(".sftp_"))).toEqual([]);
    expect(plain.addresses.filter((address) => !whole.addresses.includes(address))).toEqual([]);
  });

  it("are for users of HCL those of all, counted, and the lock that they may switch on", () => {
    expect(inner.addresses.filter((address) => !whole.addresses.includes(address))).toEqual([
      "aws_s3_bucket_object_lock_configuration.files_object_lock",
    ]);
    expect(whole.addresses.filter((address) => !inner.addresses.includes(address))).toEqual([]);
  });
});

describe("the outputs of ach", () => {
  it("are references, so that what uses them waits; functions by their aliases", () => {
    for (const [name, output] of Object.entries(inner.json.output ?? {})) {
      const text = asText(output["value"]);
      if (name === "odfi_settings") expect(text).toBe("${var.odfi_settings}");
      else if (name === "ach_connector_id")
        expect(text).toBe('${join("", aws_transfer_connector.sftp_connector[*].id)}');
      else
        expect(text).toMatch(
          name.endsWith("_function_arn") ? /^\$\{aws_lambda_alias\.\w+_live\.arn\}$/ : /^\$\{aws_\w+\.\w+\.\w+\}$/,
        );
    }
  });
});
