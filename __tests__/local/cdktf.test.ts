import { Report } from "../../local/cdktf";

describe("what cdktf says", () => {
  const heard = (...lines: string[]) => {
    const progress: [number, number | undefined][] = [];
    const report = new Report((done, planned) => progress.push([done, planned]));
    for (const line of lines) report.hear(line);
    return { progress, errors: report.errors };
  };

  it("counts resources that are made, changed and destroyed, against the plan", () => {
    expect(
      heard(
        "payments-local  Plan: 2 to add, 1 to change, 1 to destroy.",
        "payments-local  aws_kms_key.a: Creation complete after 5s [id=1]",
        "payments-local  aws_kms_key.b: Modifications complete after 1s [id=2]",
        "payments-local  aws_kms_key.c: Still creating... [10s elapsed]",
        "payments-local  aws_kms_key.d: Destruction complete after 0s",
      ).progress,
    ).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
    ]);
  });

  it("counts before there is a plan", () => {
    expect(heard("aws_kms_key.a: Creation complete after 5s").progress).toEqual([[1, undefined]]);
  });

  it("keeps Terraform's error boxes and cdktf's own errors, nothing else", () => {
    expect(
      heard("payments-local  │ Error: creating KMS Key", "payments-local  nothing", "Error: Found more than one stack")
        .errors,
    ).toBe("│ Error: creating KMS Key\nError: Found more than one stack");
  });

  it("keeps sixty lines of errors", () => {
    expect(heard(...Array.from({ length: 70 }, (_, line) => `│ ${String(line)}`)).errors.split("\n")).toHaveLength(60);
  });
});
