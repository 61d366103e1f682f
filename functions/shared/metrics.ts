import { MetricUnit, Metrics } from "@aws-lambda-powertools/metrics";

/** The port for counters: one count under a name, with the dimensions `service` and `environment`. */
export type Count = (name: string) => void;

/**
 * Counts by CloudWatch's embedded metric format, through Powertools: namespace and service come from
 * `POWERTOOLS_METRICS_NAMESPACE` and `POWERTOOLS_SERVICE_NAME`, and each count is written when it happens.
 */
export function createCounter(environment: string): Count {
  const metrics = new Metrics({ defaultDimensions: { environment } });
  return (name) => {
    metrics.addMetric(name, MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
  };
}
