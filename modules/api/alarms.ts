import { Construct } from "constructs";
import { Alarm, type Naming } from "../shared";

export interface AlarmsProps {
  readonly naming: Naming;
  readonly topicArn: string;
  readonly apiName: string;
  readonly stageName: string;
  readonly clientErrorsThreshold: number;
  readonly serverErrorsThreshold: number;
  readonly latencyMs: number;
  /** Name of the function behind `GET /status`. */
  readonly statusFunction: string;
}

const FIVE_MINUTES = 300;
const TEN_MINUTES = 600;

/** The alarms of the API, with the thresholds of the source documents. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const ofStage = {
      ...props,
      namespace: "AWS/ApiGateway",
      dimensions: { ApiName: props.apiName, Stage: props.stageName },
    };
    new Alarm(this, "client_errors", {
      ...ofStage,
      // *Alarms*.
      name: "payment-api-4xx",
      description: "Unusually many requests were refused within ten minutes.",
      metric: "4XXError",
      periodSeconds: TEN_MINUTES,
      when: ["more than", props.clientErrorsThreshold],
    });
    new Alarm(this, "server_errors", {
      ...ofStage,
      // *Monitoring*.
      name: "payment-api-5xx",
      description: "The API failed too often within ten minutes.",
      metric: "5XXError",
      periodSeconds: TEN_MINUTES,
      when: ["at least", props.serverErrorsThreshold],
    });
    new Alarm(this, "latency", {
      ...ofStage,
      // *Alert Thresholds*: performance degradation.
      name: "payment-api-latency",
      description: "The API takes too long to answer.",
      metric: "Latency",
      statistic: "Average",
      periodSeconds: FIVE_MINUTES,
      when: ["more than", props.latencyMs],
    });
    // The authoriser has none: it refuses a token by an error, as API Gateway asks of it. Where it fails, API Gateway answers 500.
    new Alarm(this, "payment_status_errors", {
      ...props,
      // *Monitoring*.
      name: "payment-status-errors",
      description: "A function failed five times within ten minutes.",
      namespace: "AWS/Lambda",
      metric: "Errors",
      dimensions: { FunctionName: props.statusFunction },
      periodSeconds: TEN_MINUTES,
      when: ["at least", 5],
    });
  }
}
