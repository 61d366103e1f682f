export { type AllParts, connectPayments, type PaymentEnvironment } from "./connect";
export { paymentFields } from "./environment";
export type { Provider } from "./parties/party";
export { dynamoPartyStore } from "./parties/store";
export { refund } from "./refund";
export { refundOrTell } from "./refund-or-tell";
export { refundResource } from "./resource";
