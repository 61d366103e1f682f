import type { Output } from "../shared";
import type { Payments } from "./index";

/** First the functions that an API calls, by the names that `modules/api` has for them; then the rest. */
export const outputs = {
  paymentValidatorFunctionArn: {
    description: "Alias ARN of the function that decides about payments",
    from: (module) => module.paymentValidatorFunctionArn,
  },
  paymentProcessorFunctionArn: {
    description: "Alias ARN of the function that makes, captures, voids and reviews payments",
    from: (module) => module.paymentProcessorFunctionArn,
  },
  paymentReaderFunctionArn: {
    description: "Alias ARN of the function that reads payments and events",
    from: (module) => module.paymentReaderFunctionArn,
  },
  refundProcessorFunctionArn: {
    description: "Alias ARN of the function that refunds",
    from: (module) => module.refundProcessorFunctionArn,
  },
  paymentPartiesFunctionArn: {
    description: "Alias ARN of the function that keeps customers and providers",
    from: (module) => module.paymentPartiesFunctionArn,
  },
  paymentTokensFunctionArn: {
    description: "Alias ARN of the function that has cards tokenised",
    from: (module) => module.paymentTokensFunctionArn,
  },
  paymentWebhookProcessorFunctionArn: {
    description: "Alias ARN of the function that takes in webhooks of acquirers and banks",
    from: (module) => module.paymentWebhookProcessorFunctionArn,
  },
  webhookEndpointsFunctionArn: {
    description: "Alias ARN of the function that manages webhook endpoints",
    from: (module) => module.webhookEndpointsFunctionArn,
  },

  paymentRecoveryFunctionArn: {
    description: "Alias ARN of the function that finishes what was left open",
    from: (module) => module.paymentRecoveryFunctionArn,
  },
  eventPublisherFunctionArn: {
    description: "Alias ARN of the function that publishes events",
    from: (module) => module.eventPublisherFunctionArn,
  },
  webhookDispatcherFunctionArn: {
    description: "Alias ARN of the function that makes deliveries of events",
    from: (module) => module.webhookDispatcherFunctionArn,
  },
  webhookDelivererFunctionArn: {
    description: "Alias ARN of the function that delivers to webhook endpoints",
    from: (module) => module.webhookDelivererFunctionArn,
  },
  eventBusName: { description: "Event bus with the platform's events", from: (module) => module.eventBusName },
  eventBusArn: { description: "Event bus ARN", from: (module) => module.eventBusArn },
  eventArchiveArn: {
    description: "Archive of the event bus, which events are replayed from",
    from: (module) => module.eventArchiveArn,
  },
  paymentEventsTopicArn: {
    description: "SNS topic with the platform's events",
    from: (module) => module.paymentEventsTopicArn,
  },
  webhooksTableName: {
    description: "DynamoDB table with webhook endpoints and their deliveries",
    from: (module) => module.webhooksTableName,
  },
  webhookEventsQueueUrl: {
    description: "Queue of events that wait to be dispatched",
    from: (module) => module.webhookEventsQueueUrl,
  },
  webhookEventsDeadLetterQueueUrl: {
    description: "Queue of events that could not be dispatched",
    from: (module) => module.webhookEventsDeadLetterQueueUrl,
  },
  webhookDeliveriesQueueUrl: {
    description: "Queue of deliveries that wait for their next attempt",
    from: (module) => module.webhookDeliveriesQueueUrl,
  },
  webhookDeliveriesDeadLetterQueueUrl: {
    description: "Queue of deliveries that were given up",
    from: (module) => module.webhookDeliveriesDeadLetterQueueUrl,
  },
  paymentDebitNoticesQueueUrl: {
    description: "Queue of events that tell of payments' debits",
    from: (module) => module.paymentDebitNoticesQueueUrl,
  },
  paymentDebitNoticesDeadLetterQueueUrl: {
    description: "Queue of those that could not be taken in",
    from: (module) => module.paymentDebitNoticesDeadLetterQueueUrl,
  },
  failureQueueUrl: {
    description: "Queue of events that a function, a rule or a schedule could not do anything with",
    from: (module) => module.failureQueueUrl,
  },
  senderSecretArn: {
    description: "Secret that holds what acquirers and banks sign webhooks by; it is made empty",
    from: (module) => module.senderSecretArn,
  },
  requestKeyArn: {
    description: "HMAC key that requests are recognised by",
    from: (module) => module.requestKeyArn,
  },
  alertTopicArn: { description: "SNS topic that alarms go to", from: (module) => module.alertTopicArn },

  refundProcessorRoleArn: {
    description: "Role of the function that refunds; as the next three it writes to the table that money is held in",
    from: (module) => module.refundProcessorRoleArn,
  },
  paymentRecoveryRoleArn: {
    description: "Role of the function that finishes what was left open",
    from: (module) => module.paymentRecoveryRoleArn,
  },
  paymentWebhookProcessorRoleArn: {
    description: "Role of the function that takes in webhooks of acquirers and banks",
    from: (module) => module.paymentWebhookProcessorRoleArn,
  },
  eventPublisherRoleArn: {
    description: "Role of the function that publishes events, of escrows too",
    from: (module) => module.eventPublisherRoleArn,
  },
  escrowSettings: {
    description: "How money is held, as JSON, for the module escrow",
    from: (module) => module.escrowSettings,
  },
} as const satisfies Record<string, Output<Payments>>;
