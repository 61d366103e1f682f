import fc from "fast-check";
import type { JsonObject } from "../../../local/gateway/answers";
import { EmfPump, readEmfLine } from "../../../local/pumps/emf";
import { fakeEmulator } from "../gateway/fake-upstream";

function emf(
  values: JsonObject,
  metrics: readonly JsonObject[],
  dimensions: readonly (readonly string[])[] = [["service"]],
): string {
  return JSON.stringify({
    _aws: {
      Timestamp: 1_000_500,
      CloudWatchMetrics: [{ Namespace: "Vault", Dimensions: dimensions, Metrics: metrics }],
    },
    service: "vault",
    ...values,
  });
}

describe("an EMF line", () => {
  it("gives each metric with its dimensions, unit and moment", () => {
    expect(readEmfLine(emf({ Detokenised: 3 }, [{ Name: "Detokenised", Unit: "Count" }]))).toEqual([
      {
        namespace: "Vault",
        data: [
          {
            MetricName: "Detokenised",
            Dimensions: [{ Name: "service", Value: "vault" }],
            Timestamp: 1000.5,
            Values: [3],
            Unit: "Count",
          },
        ],
      },
    ]);
  });

  it("gives a metric once for each set of dimensions, and once without where there is none", () => {
    const dimensionsOf = (dimensions: readonly (readonly string[])[]): unknown =>
      readEmfLine(emf({ M: 1, brand: "visa" }, [{ Name: "M" }], dimensions)).flatMap(({ data }) =>
        data.map((datum) => datum.Dimensions.map(({ Value }) => Value)),
      );
    expect(dimensionsOf([["service"], ["service", "brand"]])).toEqual([["vault"], ["vault", "visa"]]);
    expect(dimensionsOf([])).toEqual([[]]);
  });

  it("takes a list of values as one datum, and leaves out what is no number", () => {
    expect(readEmfLine(emf({ M: [1, 2] }, [{ Name: "M" }, { Name: "Absent" }]))[0]?.data).toMatchObject([
      { Values: [1, 2], Unit: "None" },
    ]);
    expect(readEmfLine(emf({ M: "1" }, [{ Name: "M" }]))).toEqual([]);
  });

  it("is none of the other lines", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json()),
        (line) => line.includes("CloudWatchMetrics") || readEmfLine(line).length === 0,
      ),
    );
    expect(readEmfLine("{ broken")).toEqual([]);
  });
});

describe("the EMF pump", () => {
  const line = emf({ Detokenised: 1 }, [{ Name: "Detokenised" }]);

  /** A pump over one log group. @returns it with the lines and how many data were put. */
  function setUp(): {
    pump: EmfPump;
    lines: { message: string; logStreamName: string; timestamp: number }[];
    put: () => number;
    puts: () => readonly JsonObject[];
    reads: () => number;
  } {
    const lines: { message: string; logStreamName: string; timestamp: number }[] = [];
    const { emulator, calls } = fakeEmulator((target, input) => {
      if (target.endsWith("DescribeLogGroups"))
        return { logGroups: [{ logGroupName: "/aws/lambda/vault", storedBytes: lines.length }] };
      if (target.endsWith("FilterLogEvents"))
        return { events: lines.filter(({ timestamp }) => timestamp >= Number(input["startTime"])) };
      return {};
    });
    const count = (operation: string): number => calls.filter(({ target }) => target.endsWith(operation)).length;
    return {
      pump: new EmfPump(emulator, "us-east-1"),
      lines,
      put: () => count("PutMetricData"),
      puts: () => calls.filter(({ target }) => target.endsWith("PutMetricData")).map(({ input }) => input),
      reads: () => count("FilterLogEvents"),
    };
  }

  it("puts each line once, however often it looks", async () => {
    const { pump, lines, put } = setUp();
    lines.push(
      { message: line, logStreamName: "a", timestamp: 5000 },
      { message: line, logStreamName: "a", timestamp: 5000 },
    );
    await pump.pump();
    await pump.pump();
    lines.push({ message: line, logStreamName: "b", timestamp: 5000 });
    await pump.pump();
    expect(put()).toBe(3);
  });

  it("sees a call whose lines come a little late, and none again that are old", async () => {
    const { pump, lines, put } = setUp();
    lines.push({ message: line, logStreamName: "a", timestamp: 50_000 });
    await pump.pump();
    lines.push({ message: line, logStreamName: "late", timestamp: 49_990 });
    await pump.pump();
    expect(put()).toBe(2);
    lines.push({ message: line, logStreamName: "c", timestamp: 90_000 });
    await pump.pump();
    lines.push({ message: "other", logStreamName: "d", timestamp: 90_000 });
    await pump.pump();
    expect(put()).toBe(3);
  });

  it("counts what a function whose clock is ahead writes when it was written", async () => {
    const { pump, lines, puts } = setUp();
    const { Timestamp: told } = readEmfLine(line)[0]!.data[0]!;
    lines.push({ message: line, logStreamName: "a", timestamp: told * 1000 - 5000 });
    lines.push({ message: line, logStreamName: "b", timestamp: told * 1000 + 5000 });
    await pump.pump();
    expect(puts()).toMatchObject([{ MetricData: [{ Timestamp: told - 5 }] }, { MetricData: [{ Timestamp: told }] }]);
  });

  it("does not read a group that holds no more than before", async () => {
    const { pump, lines, reads } = setUp();
    await pump.pump();
    expect(reads()).toBe(0);
    lines.push({ message: line, logStreamName: "a", timestamp: 1 });
    await pump.pump();
    await pump.pump();
    expect(reads()).toBe(1);
  });
});
