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
  /** Count: a payment is over without its money. */
  paymentFailures: "PaymentFailures",
  /** Count: a rail took money for a payment that was over. */
  lateSuccesses: "LateSuccesses",
  /** Count: more was taken back than was held for a payment. */
  reversalsExceeded: "ReversalsExceeded",
  /** Counts: an attempt, an authorisation, money in suspense waits for more than an hour; once each time that it is looked at. */
  overdueAttempts: "OverdueAttempts",
  overdueAuthorisations: "OverdueAuthorisations",
  overdueSuspense: "OverdueSuspense",
  /** Counts: escrows, interest, are due for longer than a quarter of an hour; once each time that their shard is worked off. */
  releasesOverdue: "ReleaseOverdue",
  interestOverdue: "InterestOverdue",
  /** Counts: what is due about an escrow, its interest, could not be done; it is put off for longer each time. */
  releaseFailures: "ReleaseFailures",
  interestFailures: "InterestFailures",
  /** Count: a dispute is past its deadline and waits for a person; once a day. */
  disputesOverdue: "DisputesOverdue",
  /** Counts: the rail, payments, refused the refund of a dispute's decision, the refund at the end of a hold. */
  resolutionRefundsFailed: "ResolutionRefundsFailed",
  resolutionRefundsRefused: "ResolutionRefundsRefused",
  expiryRefundsFailed: "ExpiryRefundsFailed",
  /** Count: something that was due could not be attended to. */
  sweepFailures: "SweepFailures",
  /** Counts: the bus did not take an event; an event could not be read; an event is of another epoch. */
  eventsNotPublished: "EventsNotPublished",
  eventsUnreadable: "EventsUnreadable",
  eventsOfOtherEpoch: "EventsOfOtherEpoch",
  /** Per cent of the Stripe baseline that is saved; published by the cost monitor with the dimension `environment`. */
  costSavingsPercent: "PaymentCostSavingsPercent",
  /** US dollars this month; published by the cost monitor with the dimension `environment`. */
  processingCost: "PaymentProcessingCost",
} as const;
