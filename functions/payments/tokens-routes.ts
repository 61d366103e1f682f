import type { Route } from "../api";
import { createToken, type TokenParts } from "./tokens";

/** The operation of the API that makes tokens. */
export function tokenRoutes(parts: TokenParts): { readonly createToken: Route<"createToken"> } {
  return {
    async createToken({ body }) {
      const { number, exp_month: expMonth, exp_year: expYear, cvc } = body.card;
      const card = { number, expMonth, expYear, ...(cvc !== undefined && { cvc }) };
      const made = await createToken(parts, { customerId: body.customer_id, card });
      return made.ok ? { status: made.token.created ? 201 : 200, body: made.token } : made;
    },
  };
}
