import fc from "fast-check";
import type { Series } from "../../../local/alarms/metric-math";
import { MetricMathError, parseMetricMath } from "../../../local/alarms/metric-math";

const periods = [0, 60, 120];
const series = new Map<string, Series>([
  [
    "own",
    new Map([
      [0, 1],
      [60, 2],
      [120, 4],
    ]),
  ],
  [
    "stripe",
    new Map([
      [0, 100],
      [120, 50],
    ]),
  ],
  ["none", new Map()],
]);

function evaluated(expression: string): [number, number][] {
  return [...parseMetricMath(expression)(series, periods)];
}

describe("metric math", () => {
  it.each([
    [
      "100 * (1 - own / stripe)",
      [
        [0, 99],
        [120, 92],
      ],
    ],
    [
      "own + 1",
      [
        [0, 2],
        [60, 3],
        [120, 5],
      ],
    ],
    [
      "10 - own - 1",
      [
        [0, 8],
        [60, 7],
        [120, 5],
      ],
    ],
    [
      "2 * own ^ 2",
      [
        [0, 2],
        [60, 8],
        [120, 32],
      ],
    ],
    [
      "-own",
      [
        [0, -1],
        [60, -2],
        [120, -4],
      ],
    ],
    [
      "own > 1",
      [
        [0, 0],
        [60, 1],
        [120, 1],
      ],
    ],
    [
      "own >= 2 AND own < 4",
      [
        [0, 0],
        [60, 1],
        [120, 0],
      ],
    ],
    [
      "own == 1 || own == 4",
      [
        [0, 1],
        [60, 0],
        [120, 1],
      ],
    ],
    [
      "FILL(stripe, 7)",
      [
        [0, 100],
        [60, 7],
        [120, 50],
      ],
    ],
    [
      "FILL(none, 0) + own",
      [
        [0, 1],
        [60, 2],
        [120, 4],
      ],
    ],
    [
      "IF(own > 1, own, 0)",
      [
        [0, 0],
        [60, 2],
        [120, 4],
      ],
    ],
    ["IF(own > 1, stripe)", [[120, 50]]],
    [
      "SUM([own, stripe])",
      [
        [0, 101],
        [60, 2],
        [120, 54],
      ],
    ],
    [
      "AVG(METRICS())",
      [
        [0, 50.5],
        [60, 2],
        [120, 27],
      ],
    ],
    [
      "MAX(own) - MIN(own)",
      [
        [0, 3],
        [60, 3],
        [120, 3],
      ],
    ],
    [
      "ABS(0 - own) + CEIL(0.5) + FLOOR(1.5)",
      [
        [0, 3],
        [60, 4],
        [120, 6],
      ],
    ],
    [
      "5",
      [
        [0, 5],
        [60, 5],
        [120, 5],
      ],
    ],
    ["none / own", []],
  ])("%s", (expression, values) => {
    expect(evaluated(expression)).toEqual(values);
  });

  it.each([
    ["ANOMALY_DETECTION_BAND(own)", /ANOMALY_DETECTION_BAND/],
    ["FILL(own, REPEAT)", /REPEAT/],
    ["own +", /ends too early/],
    ["(own", /ends too early/],
    ["own ) 1", /"\)" is not expected/],
    ["[own", /ends too early/],
    ["own $ 1", /"\$" is not expected/],
  ])("refuses %s, saying why", (expression, why) => {
    expect(() => parseMetricMath(expression)).toThrow(why);
  });

  it.each([
    ["missing + 1", /names missing/],
    ["METRICS()", /list of series/],
    ["METRICS() + 1", /one series is needed/],
    ["SUM([1])", /series is needed/],
  ])("refuses %s when it is worked out, saying why", (expression, why) => {
    expect(() => evaluated(expression)).toThrow(MetricMathError);
    expect(() => evaluated(expression)).toThrow(why);
  });

  it("calculates with numbers as JavaScript does", () => {
    const number = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        const [, value] = [...parseMetricMath(`${a} - ${b} * ${c} + (${a} - ${b}) / 4`)(new Map(), [0])][0] ?? [];
        return value === a - b * c + (a - b) / 4;
      }),
    );
  });
});
