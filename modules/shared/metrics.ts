/** Names of the platform's own metrics, as the functions publish them (CloudWatch embedded metric format). */
export const METRICS_NAMESPACE = "EcosystemAWS/Payments";

/** The dimensions of every function metric: its deployed name, and the environment. */
export const functionDimensions = (functionName: string, environment: string): Record<string, string> => ({
  service: functionName,
  environment,
});

export const METRICS = {
  /** Count: a person or system asked for a card number and got it. */
  detokenisations: "Detokenisations",
  /** Count: a card number was opened to be sent to the acquirer. */
  railEgressDecryptions: "RailEgressDecryptions",
  /** Per cent of the Stripe baseline that is saved; published by the cost monitor with the dimension `environment`. */
  costSavingsPercent: "PaymentCostSavingsPercent",
  /** US dollars this month; published by the cost monitor with the dimension `environment`. */
  processingCost: "PaymentProcessingCost",
} as const;
