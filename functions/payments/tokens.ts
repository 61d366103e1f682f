import type { ApiFault } from "../api";
import { type Clock, toTimestamp } from "../shared/clock";
import { refuse, type ResultOf } from "../shared/results";
import type { MaskedCard, MethodStore } from "./parties/method";
import { cardResource } from "./parties/resource";

/** A customer's card as a caller gives it; it is handed on to the vault and kept nowhere. */
export interface NewCard {
  readonly customerId: string;
  readonly card: {
    readonly number: string;
    readonly expMonth: number;
    readonly expYear: number;
    readonly cvc?: string;
  };
}

/** What the vault answers: a token and what may be shown of the card, or all that is wrong with it, in its own names. */
export type VaultAnswer = ResultOf<
  {
    readonly token: string;
    readonly created: boolean;
    readonly card: MaskedCard;
    /** What limits count the card by, whoever's customers pay with it; never shown. */
    readonly cardKey?: string;
    readonly verification?: { readonly outcome: string; readonly code: string };
  },
  ApiFault
>;

/** The port to the vault's `tokenise`. */
export type Tokenise = (request: NewCard) => Promise<VaultAnswer>;

/** What the function about tokens works with. */
export interface TokenParts {
  readonly tokenise: Tokenise;
  readonly methods: MethodStore;
  readonly clock: Clock;
}

/** A token as the API shows it. */
export interface TokenResource {
  readonly token: string;
  /** False where the customer's card was known. */
  readonly created: boolean;
  readonly customer_id: string;
  readonly card: ReturnType<typeof cardResource>;
  /** Present where the request carried a card verification code. */
  readonly verification?: { readonly outcome: string; readonly code: string };
}

/**
 * Gives a card its token and keeps it, masked, among the customer's payment methods. The same card again gets the same
 * token; whoever was killed between the two calls asks again.
 *
 * @throws whatever the ports throw.
 */
export async function createToken(
  { tokenise, methods, clock }: TokenParts,
  request: NewCard,
): Promise<ResultOf<{ readonly token: TokenResource }, ApiFault>> {
  const { customerId } = request;
  const answer = await tokenise(request);
  if (!answer.ok) return refuse(...answer.errors.map(inOurNames));
  const { token, created, card, cardKey, verification } = answer;
  const addedAt = toTimestamp(clock.now());
  await methods.keep(customerId, { token, ...card, ...(cardKey !== undefined && { cardKey }), addedAt });
  return {
    ok: true,
    token: {
      token,
      created,
      customer_id: customerId,
      card: cardResource(card),
      ...(verification && { verification }),
    },
  };
}

const OUR_NAMES: Readonly<Record<string, string>> = {
  customerId: "customer_id",
  expMonth: "exp_month",
  expYear: "exp_year",
};

/** A fault of the vault by the names of the API's fields. */
function inOurNames({ code, param, message }: ApiFault): ApiFault {
  const renamed = (text: string) =>
    text.replace(/\b(?:customerId|expMonth|expYear)\b/g, (name) => OUR_NAMES[name] ?? name);
  return { code, param: renamed(param), message: renamed(message) };
}
