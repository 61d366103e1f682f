import { createCounter } from "../../../functions/shared/metrics";

describe("a counter", () => {
  const before = { ...process.env };
  const written: string[] = [];

  beforeEach(() => {
    written.length = 0;
    Object.assign(process.env, {
      POWERTOOLS_METRICS_NAMESPACE: "payments",
      POWERTOOLS_SERVICE_NAME: "detokenise",
      // Development mode writes by the global console, and would count nothing.
      POWERTOOLS_DEV: "true",
      POWERTOOLS_METRICS_DISABLED: "false",
    });
    jest.spyOn(console, "log").mockImplementation((line: string) => written.push(line));
  });

  afterEach(() => {
    jest.restoreAllMocks();
    process.env = before;
  });

  it("writes one line in CloudWatch's embedded metric format each time", () => {
    const count = createCounter("staging");
    count("Detokenisations");
    count("Detokenisations");
    expect(written).toHaveLength(2);
    for (const line of written) {
      expect(JSON.parse(line)).toMatchObject({
        _aws: {
          CloudWatchMetrics: [
            {
              Namespace: "payments",
              Dimensions: [["service", "environment"]],
              Metrics: [{ Name: "Detokenisations", Unit: "Count" }],
            },
          ],
        },
        service: "detokenise",
        environment: "staging",
        Detokenisations: 1,
      });
    }
  });
});
