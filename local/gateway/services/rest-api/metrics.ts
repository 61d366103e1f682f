import type { JsonObject } from "../../answers";

/** What is measured of a request. */
export interface Measured {
  readonly apiName: string;
  readonly stage: string;
  readonly status: number;
  readonly latencyMs: number;
  /** Undefined where no function was called. */
  readonly integrationLatencyMs: number | undefined;
}

/** The metrics that API Gateway puts for a request, by API and by API and stage ("Amazon API Gateway dimensions and metrics"). */
export function metricsOf({ apiName, stage, status, latencyMs, integrationLatencyMs }: Measured): JsonObject[] {
  const values: readonly (readonly [string, number | undefined, string])[] = [
    ["Count", 1, "Count"],
    ["4XXError", status >= 400 && status < 500 ? 1 : 0, "Count"],
    ["5XXError", status >= 500 ? 1 : 0, "Count"],
    ["Latency", latencyMs, "Milliseconds"],
    ["IntegrationLatency", integrationLatencyMs, "Milliseconds"],
  ];
  const api = { Name: "ApiName", Value: apiName };
  return [[api], [api, { Name: "Stage", Value: stage }]].flatMap((Dimensions) =>
    values.flatMap(([MetricName, Value, Unit]) =>
      Value === undefined ? [] : [{ MetricName, Dimensions, Value, Unit }],
    ),
  );
}
