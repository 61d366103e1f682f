import type { Benchmark, Findings, Skipped } from "../../../tools/bench/figure";
import { runBenchmarks } from "../../../tools/bench/run";

const found: Findings = {
  figures: [{ what: "seal", value: 4, unit: "times", goal: { rule: "at most", value: 3 } }],
  notes: ["warm"],
};

function benchmark(name: string, result: Findings | Skipped | Error = found): Benchmark {
  const run = () => (result instanceof Error ? Promise.reject(result) : Promise.resolve(result));
  return { name, title: `Title of ${name}`, run };
}

async function run(benchmarks: readonly Benchmark[], ...names: string[]) {
  const lines: string[] = [];
  const ended = await runBenchmarks(benchmarks, names, (line) => lines.push(line));
  return { ...ended, text: lines.join("\n") };
}

describe("a run of the benchmarks", () => {
  it("runs all of them where none is named, and tells titles, figures and notes", async () => {
    const { code, reports, text } = await run([benchmark("a"), benchmark("b")]);
    expect(code).toBe(0);
    expect(reports.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(text).toBe(
      [
        "Title of a",
        "  seal  4 times  goal at most 3  NOT MET",
        "  (warm)",
        "",
        "Title of b",
        "  seal  4 times  goal at most 3  NOT MET",
        "  (warm)",
      ].join("\n"),
    );
  });

  it("runs those that are named", async () => {
    const { reports } = await run([benchmark("a"), benchmark("b"), benchmark("c")], "c", "a");
    expect(reports.map(({ name }) => name)).toEqual(["a", "c"]);
  });

  it("does not fail for a goal that is missed, but reports it", async () => {
    const { code, reports } = await run([benchmark("a")]);
    expect(code).toBe(0);
    expect(reports[0]?.figures[0]).toMatchObject({ value: 4, met: false });
  });

  it("tells why one was skipped, which is no failure", async () => {
    const { code, reports, text } = await run([benchmark("a", { skipped: "python is missing" })]);
    expect(code).toBe(0);
    expect(reports[0]).toMatchObject({ skipped: "python is missing", figures: [] });
    expect(text).toContain("skipped: python is missing");
  });

  it("goes on after one that could not run, and fails", async () => {
    const { code, reports, text } = await run([benchmark("a", new RangeError("no")), benchmark("b")]);
    expect(code).toBe(1);
    expect(reports.map(({ failed }) => failed === undefined)).toEqual([false, true]);
    expect(text).toContain("could not run: RangeError: no");
  });

  it("refuses a name that it does not know, naming those it does, and measures nothing", async () => {
    const { code, reports, text } = await run([benchmark("a"), benchmark("b")], "a", "x");
    expect(code).toBe(2);
    expect(reports).toEqual([]);
    expect(text).toBe("There is no benchmark x. Benchmarks: a, b.");
  });
});
