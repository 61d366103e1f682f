import { type ReadableStack, SecureLogGroup } from "../../../modules/shared";
import { ground, type Ground } from "../support/ground";
import { synthesise } from "../support/synthesise";
import type { Terraform } from "../support/terraform";

const on = (build: (stack: ReadableStack, base: Ground) => void): Terraform =>
  synthesise((stack) => {
    build(stack, ground(stack));
  });

describe("a log group", () => {
  const logs = on((stack, { surroundings, key }) => {
    new SecureLogGroup(stack, "logs", {
      surroundings,
      name: "/aws/lambda/work",
      encryptionKey: key,
      retentionInDays: 90,
    });
  });
  const policy = logs.at("aws_cloudwatch_log_data_protection_policy.logs_card_numbers")["policy_document"] as string;
  const pattern = JSON.parse(/"Regex" = ("(?:[^"\\]|\\.)*")/.exec(policy)![1]!) as string;
  const isMasked = (text: string): boolean => new RegExp(pattern).test(text);

  it("is encrypted, and keeps logs as long as it is told", () => {
    expect(logs.at("aws_cloudwatch_log_group.logs")).toMatchObject({
      kms_key_id: "${aws_kms_key.key.arn}",
      retention_in_days: 90,
    });
  });

  it("finds and masks card numbers, by the managed identifier and by one that wants no keyword nearby", () => {
    const both =
      '["arn:${data.aws_partition.current_partition.partition}:dataprotection::aws:data-identifier/CreditCardNumber", "CardNumberWithoutKeyword"]';
    expect(policy).toContain(
      `{"Sid" = "Audit", "DataIdentifier" = ${both}, "Operation" = {"Audit" = {"FindingsDestination" = {}}}}`,
    );
    expect(policy).toContain(
      `{"Sid" = "Mask", "DataIdentifier" = ${both}, "Operation" = {"Deidentify" = {"MaskConfig" = {}}}}`,
    );
  });

  it("has a pattern that CloudWatch Logs takes: at most 200 characters, none but those of its list", () => {
    expect(pattern.length).toBeLessThanOrEqual(200);
    expect(pattern).toMatch(/^[A-Za-z0-9_#=@/;, ^$?[\]{}|\\*+.-]*$/);
  });

  it.each([
    ...[
      "4242424242424242",
      "4242 4242 4242 4242",
      "4242-4242-4242-4242",
      "5555555555554444",
      "6011111111111117",
      "6200000000000005",
    ],
    ...[
      "378282246310005",
      "3782 822463 10005",
      "3056 930902 5904",
      "30569309025904",
      "3566002020360505",
      "6304000000000000",
    ],
    '{"number":"4000000000000002"}',
  ])("masks %s", (text) => {
    expect(isMasked(text)).toBe(true);
  });

  it.each([
    ["a time in milliseconds, which every metric has", '{"_aws":{"Timestamp":1763728339123}}'],
    ["a time in seconds", "1763728339"],
    ["an ISO time", "2026-11-21T12:23:13.123Z"],
    ["an account id in an ARN", "arn:aws:kms:us-west-2:123456789012:key/a"],
    ["a trace id", "1-5759e988-bd862e3fe1be46a994272793"],
    ["a BIN and last four", "424242 4242"],
  ])("leaves %s", (_, text) => {
    expect(isMasked(text)).toBe(false);
  });

  it("leaves ids: of ten thousand UUIDs it takes fewer than one in a hundred for a card number", () => {
    // A linear congruential generator (Numerical Recipes), so that it is the same ten thousand each time.
    let state = 1;
    const hex = (length: number): string =>
      Array.from({ length }, () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 28).toString(16)).join(
        "",
      );
    const ids = Array.from({ length: 10_000 }, () => `tok_${hex(8)}-${hex(4)}-7${hex(3)}-${hex(4)}-${hex(12)}`);
    expect(ids.filter(isMasked).length).toBeLessThan(100);
  });
});
