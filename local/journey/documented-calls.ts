import type { ApiAddress } from "../api-address";

/** The calls of the source documents, word for word, by what they are for. */
export const DOCUMENTED_CALLS = {
  validate: String.raw`curl -X POST https://API_ENDPOINT/prod/validate \
  -H "x-api-key: YOUR_API_KEY" \
  -H "Content-Type: application/json" \
  -d '{
    "transaction_id": "txn_123",
    "amount": 100.00,
    "currency": "USD",
    "customer_id": "cust_456"
  }'`,
  process: String.raw`curl -X POST https://API_ENDPOINT/prod/process \
  -H "x-api-key: YOUR_API_KEY" \
  -H "Content-Type: application/json" \
  -d '{
    "transaction_id": "txn_123"
  }'`,
  status: String.raw`curl https://API_ENDPOINT/prod/status \
  -H "x-api-key: YOUR_API_KEY"`,
  submit: String.raw`curl -X POST https://{api-id}.execute-api.us-east-1.amazonaws.com/dev/payments \
  -H "Content-Type: application/json" \
  -d '{
    "payment_id": "pay_123456",
    "amount": 99.99,
    "currency": "USD"
  }'`,
  get: String.raw`curl https://{api-id}.execute-api.us-east-1.amazonaws.com/dev/payments/pay_123456`,
} as const;

/** One of the calls. */
export type DocumentedCall = keyof typeof DOCUMENTED_CALLS;

/**
 * A documented call as its reader sends it: with the API's address, stage and key in their places. Those that have the
 * API's own host name keep it, by HTTP; where a call has no key, the header is added.
 */
export function forReader(call: DocumentedCall, { url, host, stage, key }: ApiAddress): string {
  const text = DOCUMENTED_CALLS[call]
    .replace("https://API_ENDPOINT/prod", url)
    .replace("https://{api-id}.execute-api.us-east-1.amazonaws.com/dev", `http://${host}/${stage}`)
    .replace("YOUR_API_KEY", key);
  return text.includes("x-api-key") ? text : `${text} -H "x-api-key: ${key}"`;
}
