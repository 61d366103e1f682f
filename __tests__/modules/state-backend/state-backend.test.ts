import "../support/code-stand-in";
import path from "node:path";
import { inputs, outputs, StateBackend, type StateBackendProps } from "../../../modules/state-backend";
import { InvalidInputError } from "../../../modules/shared";
import { inputTable, outputTable } from "../../../modules/shared/interface/readme";
import { snake } from "../../../modules/shared/interface/table";
import { declareOutputs } from "../../../modules/shared/interface/variables";
import { expectSameAddresses } from "../support/golden";
import { statementIn, statementsIn } from "../support/policies";
import { exported, synthesise } from "../support/synthesise";
import type { Terraform } from "../support/terraform";

const REQUIRED: StateBackendProps = { awsRegion: "us-west-2", environment: "prod", bucketName: "states-prod" };
const backend = (given: Partial<StateBackendProps> = {}): Terraform =>
  synthesise((stack) => declareOutputs(stack, outputs, new StateBackend(stack, "Default", { ...REQUIRED, ...given })));
const plain = backend();
const hcl = exported("state-backend").files["main.tf.json"]!;

describe("the addresses of state-backend", () => {
  it("are those of its inventory", () => {
    expectSameAddresses(path.join(__dirname, "goldens", "addresses.txt"), plain.addresses);
  });

  it("are the same for users of HCL", () => {
    expect(hcl.addresses).toEqual(plain.addresses);
  });
});

describe("the state bucket", () => {
  it("has the name given, whatever else is in the account: TERRAFORM_STATE_BUCKET", () => {
    expect(plain.at("aws_s3_bucket.bucket")).toMatchObject({ bucket: "states-prod", force_destroy: false });
  });

  it("is versioned, keeps old states for a year, and is encrypted under its own key", () => {
    expect(plain.at("aws_s3_bucket_versioning.bucket_versioning")).toMatchObject({
      versioning_configuration: { status: "Enabled" },
    });
    expect(plain.at("aws_s3_bucket_lifecycle_configuration.bucket_lifecycle")["rule"]).toMatchObject([
      { noncurrent_version_expiration: [{ noncurrent_days: 365 }] },
    ]);
    expect(plain.at("aws_s3_bucket_server_side_encryption_configuration.bucket_encryption")["rule"]).toMatchObject([
      {
        apply_server_side_encryption_by_default: {
          sse_algorithm: "aws:kms",
          kms_master_key_id: "${aws_kms_key.key.arn}",
        },
      },
    ]);
  });

  it("is private in all four ways, and reached over TLS alone", () => {
    expect(plain.at("aws_s3_bucket_public_access_block.bucket_public_access")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(statementsIn(plain, "bucket_policy_document").map(({ sid, effect }) => [sid, effect])).toEqual([
      ["DenyPlainText", "Deny"],
    ]);
  });

  it("is destroyed with its states only where the caller says so", () => {
    expect(backend({ forceDestroy: true }).at("aws_s3_bucket.bucket")["force_destroy"]).toBe(true);
    expect(hcl.at("aws_s3_bucket.bucket")["force_destroy"]).toBe("${var.force_destroy}");
  });

  it("is kept, with its key, from plans that would destroy it where the caller asks", () => {
    const kept = backend({ preventDestroy: true });
    for (const address of ["aws_s3_bucket.bucket", "aws_kms_key.key"]) {
      expect(kept.at(address)["lifecycle"]).toEqual({ prevent_destroy: true });
      expect(plain.at(address)).not.toHaveProperty("lifecycle");
    }
  });

  it("needs no lock table", () => {
    expect(plain.all("aws_dynamodb_table")).toEqual([]);
  });
});

describe("the states' key", () => {
  it("rotates, has an alias, is used through S3 alone", () => {
    expect(plain.at("aws_kms_key.key")).toMatchObject({
      enable_key_rotation: true,
      multi_region: false,
      deletion_window_in_days: 30,
    });
    expect(plain.at("aws_kms_alias.key_alias")).toMatchObject({ name: "alias/terraform-state-prod" });
    expect(statementIn(plain, "key_policy", "UseThroughServices").conditions).toContainEqual({
      test: "StringEquals",
      variable: "kms:ViaService",
      values: ["s3.us-west-2.amazonaws.com"],
    });
  });

  it("is ended by the break-glass roles alone, by anybody where protection is off", () => {
    const exempt = (given: Partial<StateBackendProps>) =>
      statementIn(backend(given), "key_policy", "EndingNeedsBreakGlass").conditions[0]?.values;
    const role = "arn:aws:iam::123456789012:role/break-glass";
    expect(exempt({ breakGlassRoleArns: [role] })).toEqual([role]);
    expect(exempt({ deletionProtection: false, breakGlassRoleArns: [role] })).toEqual([
      expect.stringMatching(/:\*::.*:\*$/),
    ]);
  });
});

describe("the interface of state-backend", () => {
  const names = Object.keys(inputs).map(snake);

  it("has the same inputs in TypeScript, HCL and README", () => {
    expect(Object.keys(hcl.json.variable ?? {}).sort()).toEqual([...names].sort());
    for (const name of names) expect(inputTable(inputs)).toContain(`| \`${name}\` |`);
  });

  it("has the same outputs in TypeScript, HCL and README", () => {
    expect(plain.json.output).toMatchObject({
      bucket_name: { value: "${aws_s3_bucket.bucket.bucket}" },
      kms_key_arn: { value: "${aws_kms_key.key.arn}" },
    });
    expect(Object.keys(hcl.json.output ?? {}).sort()).toEqual(Object.keys(outputs).map(snake).sort());
    for (const name of Object.keys(outputs).map(snake)) expect(outputTable(outputs)).toContain(`| \`${name}\` |`);
  });

  it("names every fault at once", () => {
    const wrong = (): unknown =>
      backend({ awsRegion: "west", environment: "Prod", bucketName: "A_b", kmsDeletionWindowInDays: 3 });
    expect(wrong).toThrow(InvalidInputError);
    expect(wrong).toThrow(
      [
        'awsRegion is "west": An AWS Region such as us-west-2.',
        'environment is "Prod": 2 to 12 lower-case letters, digits and hyphens, a letter first, no hyphen last.',
        'bucketName is "A_b": 3 to 63 lower-case letters, digits and hyphens.',
        "kmsDeletionWindowInDays is 3: Between 7 and 30.",
      ].join("\n"),
    );
  });
});
