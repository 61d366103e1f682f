import { formatMoney, money } from "../../functions/shared/money";
import type { Answered, ApiClient, PaymentShown, ProblemShown } from "./api-client";
import { must } from "./journey";

/** An escrow as far as a journey looks at it. */
export interface EscrowShown {
  readonly escrow_id: string;
  readonly payment_id: string;
  readonly status: string;
  readonly currency: string;
  readonly held_amount_cents: number;
  readonly remaining_amount_cents: number;
  readonly released_amount_cents: number;
  readonly fee_amount_cents: number;
  readonly refunded_amount_cents: number;
  /** What a release waits for, in words. */
  readonly missing: readonly string[];
  readonly funds_available_at?: string;
}

/** A release, and who shares it. */
export interface ReleaseShown {
  readonly amount_cents: number;
  readonly fee_amount_cents: number;
  readonly currency: string;
  readonly shares: readonly { readonly provider_id: string; readonly amount_cents: number }[];
}

/** A dispute about held money. */
export interface EscrowDisputeShown {
  readonly dispute_id: string;
  readonly status: string;
  readonly currency: string;
  readonly decision?: {
    readonly refund_amount_cents: number;
    readonly release_amount_cents: number;
    readonly carried_out_at?: string;
  };
}

/** What moved of the principal. */
export interface StatementShown {
  readonly currency: string;
  readonly entries: readonly {
    readonly kind: string;
    readonly direction: "in" | "out";
    readonly amount_cents: number;
    readonly balance_cents: number;
  }[];
}

/** A call that is to be answered with this status. */
interface Asked {
  readonly status: number;
  readonly body?: object;
}

/** Calls what the API has about held money; each answer has the status that it must have. */
export class EscrowClient {
  constructor(
    private readonly api: ApiClient,
    /** Whose payments they are. */
    private readonly customer: string,
  ) {}

  /** Takes a payment for a provider, whose money is held. @param text the amount, in US dollars with two decimals */
  async hold(text: string, provider: string, escrow?: object): Promise<EscrowShown> {
    const terms = escrow === undefined ? "" : `, "escrow": ${JSON.stringify(escrow)}`;
    const body = `{"amount": ${text}, "currency": "USD", "customer_id": "${this.customer}", "provider_id": "${provider}"${terms}}`;
    const answer = await this.api.call<PaymentShown & { escrow_id?: string }>("POST", "/payments", body);
    const { escrow_id: id } = answer.body;
    must(answer.status === 201 && id !== undefined, `the payment's money is not held: ${answer.text}`);
    return this.find(id);
  }

  find(id: string): Promise<EscrowShown> {
    return this.ask("GET", `/escrows/${id}`, { status: 200 });
  }

  /** All of them, page by page. */
  async list(): Promise<EscrowShown[]> {
    const all: EscrowShown[] = [];
    let from = "";
    do {
      const path = `/escrows?limit=100${from}`;
      const page = await this.ask<{ data: readonly EscrowShown[]; next_cursor?: string }>("GET", path, { status: 200 });
      all.push(...page.data);
      from = page.next_cursor === undefined ? "" : `&cursor=${encodeURIComponent(page.next_cursor)}`;
    } while (from !== "");
    return all;
  }

  seen(id: string, name: string): Promise<EscrowShown> {
    return this.ask("POST", `/escrows/${id}/events`, { status: 200, body: { name } });
  }

  approve(id: string, role: string): Promise<EscrowShown> {
    return this.ask("POST", `/escrows/${id}/approvals`, { status: 200, body: { role } });
  }

  /** @param text of the part; all that is held, where it is left out */
  async release(id: string, releaseId: string, text?: string): Promise<ReleaseShown> {
    const body = releaseBody(releaseId, text);
    const answer = await this.answered<{ release: ReleaseShown }>("POST", `/escrows/${id}/release`, 200, body);
    return answer.body.release;
  }

  /** Asks for a release that is refused. */
  async refusedRelease(id: string, releaseId: string): Promise<ProblemShown> {
    const path = `/escrows/${id}/release`;
    return (await this.answered<ProblemShown>("POST", path, 409, releaseBody(releaseId))).body;
  }

  refund(id: string): Promise<{ readonly escrow: EscrowShown; readonly refund?: { readonly status: string } }> {
    return this.ask("POST", `/escrows/${id}/refund`, { status: 201, body: {} });
  }

  dispute(id: string, reason: string): Promise<EscrowDisputeShown> {
    return this.ask("POST", `/escrows/${id}/disputes`, { status: 201, body: { reason } });
  }

  showEvidence(id: string, disputeId: string, kind: string): Promise<EscrowDisputeShown> {
    return this.ask("POST", `/escrows/${id}/disputes/${disputeId}/evidence`, { status: 200, body: { kind } });
  }

  review(id: string, disputeId: string): Promise<EscrowDisputeShown> {
    return this.ask("POST", `/escrows/${id}/disputes/${disputeId}/review`, { status: 200 });
  }

  /** Decides a dispute: so many hundredths of a per cent go back to the customer. */
  split(id: string, disputeId: string, refund_basis_points: number): Promise<EscrowDisputeShown> {
    const body = { outcome: "split", refund_basis_points };
    return this.ask("POST", `/escrows/${id}/disputes/${disputeId}/resolve`, { status: 200, body });
  }

  statement(id: string): Promise<StatementShown> {
    return this.ask("GET", `/escrows/${id}/statement`, { status: 200 });
  }

  private async ask<T>(method: string, path: string, { status, body }: Asked): Promise<T> {
    return (await this.answered<T>(method, path, status, body && JSON.stringify(body))).body;
  }

  private async answered<T>(method: string, path: string, status: number, body?: string): Promise<Answered<T>> {
    const answer = await this.api.call<T>(method, path, body);
    must(answer.status === status, `${method} ${path} was answered with ${answer.status}: ${answer.text}`);
    return answer;
  }
}

/** The amount is written digit by digit. */
function releaseBody(releaseId: string, text?: string): string {
  return `{"release_id": "${releaseId}"${text === undefined ? "" : `, "amount": ${text}`}}`;
}

/** An amount as a journey tells it: `42.50 USD`. */
export function shownMoney(cents: number, currency: string): string {
  return `${formatMoney(money(cents, currency))} ${currency}`;
}
