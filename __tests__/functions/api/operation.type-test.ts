/** What handlers may rely on, checked by the compiler: a line that stops to hold stops the type check. */
import type { LosslessNumber } from "lossless-json";
import type { ApiFault, ApiRequest, Resources } from "../../../functions/api";

/** Each must take what the other gives. */
type Same<Left, Right> = [Left, Right] extends [Right, Left] ? true : false;

/** Claims that hold. */
export const CLAIMS: readonly [
  // Amounts of requests are decimal text, amounts of answers number tokens.
  Same<ApiRequest<"createPayment">["body"]["amount"], string>,
  Same<ApiRequest<"createRefund">["body"]["amount"], string | undefined>,
  Same<Resources["Payment"]["amount"], LosslessNumber>,

  // A field has one name, and is required where it is so by any.
  Same<ApiRequest<"processPayment">["body"], Readonly<{ payment_id: string }>>,
  Same<Extract<keyof ApiRequest<"createPayment">["body"], "transaction_id">, never>,

  // Defaults are filled in.
  Same<ApiRequest<"createPayment">["body"]["capture_method"], "automatic" | "manual">,
  Same<ApiRequest<"listPayments">["query"]["limit"], number>,

  // Paths are named, raw bodies are bytes.
  Same<ApiRequest<"getPayment">["path"]["payment_id"], string>,
  Same<ApiRequest<"receiveWebhook">["body"], Uint8Array>,
] = [true, true, true, true, true, true, true, true, true];

declare const answer: (errors: readonly ApiFault[]) => void;
answer([{ code: "payment_not_found", param: "payment_id", message: "" }]);
// @ts-expect-error a code that the table of problems does not have cannot be answered
answer([{ code: "no_such", param: "", message: "" }]);
