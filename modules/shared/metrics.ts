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
  /** Count: a refund failed after its rail had confirmed it. */
  refundsReturned: "RefundsReturned",
  /** Counts: an acquirer tells otherwise of a payment than stands in the books; settles another amount than was taken. */
  noticesContradicting: "NoticesContradicting",
  settlementsDiffer: "SettlementsDiffer",
  /** Counts: an attempt, an authorisation, money in suspense waits for more than an hour; once each time that it is looked at. */
  overdueAttempts: "OverdueAttempts",
  overdueAuthorisations: "OverdueAuthorisations",
  overdueSuspense: "OverdueSuspense",
  /** Counts: escrows, interest, payouts are due for longer than a quarter of an hour; once each time that their shard is worked off. */
  releasesOverdue: "ReleaseOverdue",
  interestOverdue: "InterestOverdue",
  payoutsOverdue: "PayoutOverdue",
  /** Counts: what is due about an escrow, its interest, a payout could not be done; it is put off for longer each time. */
  releaseFailures: "ReleaseFailures",
  interestFailures: "InterestFailures",
  payoutFailures: "PayoutFailures",
  /** Count: what a provider is to be paid with a release, or on its day, stays owed: it is blocked, its account is no good, or a limit is in the way. */
  payoutsNotMade: "PayoutsNotMade",
  /** Count: an escrow holds something else than its account in the ledger says. */
  escrowImbalances: "EscrowImbalance",
  /** Count: a dispute is past its deadline and waits for a person; once a day. */
  disputesOverdue: "DisputesOverdue",
  /** Counts: the rail, payments, refused the refund of a dispute's decision, the refund at the end of a hold. */
  resolutionRefundsFailed: "ResolutionRefundsFailed",
  resolutionRefundsRefused: "ResolutionRefundsRefused",
  expiryRefundsFailed: "ExpiryRefundsFailed",
  /** Counts: ACH files that a person must look at; that came too late to leave; that the bank refused; windows that could not be closed. */
  filesHeld: "FilesHeld",
  filesCancelled: "FilesCancelled",
  filesRejected: "FilesRejected",
  windowsFailed: "WindowsFailed",
  /** Counts: files that have not left in time; that have left, and were not acknowledged in time. */
  filesLate: "FilesLate",
  filesUnacknowledged: "FilesUnacknowledged",
  /** Counts: transfers that settlement cash did not cover; that got a later window; that came back; that were declined. */
  transfersUncovered: "TransfersUncovered",
  transfersPostponed: "TransfersPostponed",
  transfersReturned: "TransfersReturned",
  transfersDeclined: "TransfersDeclined",
  /** Count: a transfer still waits a day behind the cut-off of its window. */
  transfersOverdue: "TransfersOverdue",
  /** Count: a return came after the deadline of its code. */
  returnsLate: "ReturnsLate",
  /** Count: what a debit brought could not be given to its owner when its return hold was over. */
  holdsFailed: "HoldsFailed",
  /** Counts: something of the bank's that belongs to nothing of ours; entries that neither settled nor came back in time. */
  returnsUnmatched: "ReturnsUnmatched",
  entriesMissing: "EntriesMissing",
  /** Counts: the rate of returns of 60 days is over Nacha's limit; once each day. */
  returnRateUnauthorised: "ReturnRateUnauthorised",
  returnRateAdministrative: "ReturnRateAdministrative",
  returnRateOverall: "ReturnRateOverall",
  /** Counts: the bank's folder could not be read, or not whole; a file of it does not come; one that came too early cannot be read again. */
  collectionsFailed: "CollectionsFailed",
  listingsTruncated: "ListingsTruncated",
  filesUncollected: "FilesUncollected",
  incomingFailures: "IncomingFailures",
  /** Count: something that was due could not be attended to. */
  sweepFailures: "SweepFailures",
  /** Counts: the bus did not take an event; an event could not be read; an event is of another epoch. */
  eventsNotPublished: "EventsNotPublished",
  eventsUnreadable: "EventsUnreadable",
  eventsOfOtherEpoch: "EventsOfOtherEpoch",
  /** Counts, of webhooks to others: deliveries that their queue did not take; attempts that a fault of ours broke off. */
  webhookDispatchFailures: "WebhookDispatchFailures",
  webhookDeliveryErrors: "WebhookDeliveryErrors",
  /** Counts: an endpoint was disabled, for it is gone or did nothing but fail; an endpoint's name led inside. */
  webhookEndpointsDisabled: "WebhookEndpointsDisabled",
  webhookTargetsRefused: "WebhookTargetsRefused",
  /** Per cent of the Stripe baseline that is saved; published by the cost monitor with the dimension `environment`. */
  costSavingsPercent: "PaymentCostSavingsPercent",
  /** US dollars this month; published by the cost monitor with the dimension `environment`. */
  processingCost: "PaymentProcessingCost",
} as const;
