export { type AllParts, connectPayments, type PaymentEnvironment } from "./connect";
export { paymentFields } from "./environment";
export { providerIdOf } from "./parties/items";
export { payoutShards } from "./parties/next-payout";
export { isTimed, type Provider } from "./parties/party";
export { dynamoPartyStore, nextPayoutWrite } from "./parties/store";
export { refund } from "./refund";
export { refundOrTell } from "./refund-or-tell";
export { refundResource } from "./resource";
