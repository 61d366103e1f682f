import { toTimestamp } from "../shared/clock";
import type { EventType } from "../shared/events";
import { requestFaults } from "../shared/request-fields";
import { untilWritten } from "../shared/retry";
import { type EscrowAccount, hasEnded, nextEscrow } from "./account";
import { EVENT, NAME } from "./conditions";
import { escrowEvent } from "./events";
import type { EscrowParts } from "./parts";
import { mayGoByItself, releaseAll } from "./release";
import { escrowNotFound, type Fault, illegalTransition, refuse, type Result } from "./results";

/** Something that conditions may wait for. */
export type Fact =
  | { readonly kind: "event"; readonly name: string }
  | { readonly kind: "approval"; readonly role: string; readonly by: string }
  | { readonly kind: "evidence"; readonly of: string; readonly reference?: string; readonly by: string };

/** So many of a kind are kept of one escrow: its item stays small. */
export const FACTS_MAX = 50;

/** An escrow as it stands after a request. */
export type EscrowResult = Result<{ readonly account: EscrowAccount }>;

/**
 * Keeps a fact, and releases at once what may go by it; where that does not succeed the releaser does it. The same fact
 * again changes nothing. Facts are taken in while an escrow is disputed, too; they move nothing until that is decided.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function takeFact(parts: EscrowParts, escrowId: string, fact: Fact): Promise<EscrowResult> {
  const faults = [...requestFaults({ escrow_id: escrowId }), ...factFaults(fact)];
  if (faults.length > 0) return refuse(...faults);
  const kept = await untilWritten(parts, async (): Promise<EscrowResult | undefined> => {
    const account = await parts.escrows.find(escrowId);
    if (!account) return escrowNotFound();
    const now = toTimestamp(parts.clock.now());
    const { change, type, isNew, isFull } = withFact(account, fact, now);
    if (!isNew) return { ok: true, account };
    if (hasEnded(account)) return illegalTransition(`An escrow that is ${account.status} waits for nothing.`);
    if (isFull) {
      const message = `An escrow keeps at most ${FACTS_MAX} facts of a kind.`;
      return refuse({ code: "escrow_facts_full", param: "", message });
    }
    const changed = nextEscrow(parts, account, change);
    const { outcome } = await parts.escrows.commit({ account: changed, events: [escrowEvent(parts, type, changed)] });
    return outcome === "written" ? { ok: true, account: changed } : undefined;
  });
  return kept.ok ? { ok: true, account: await releaseWhereReady(parts, kept.account) } : kept;
}

/** An escrow after it was released, where it may go by itself, or as it is. */
export async function releaseWhereReady(parts: EscrowParts, account: EscrowAccount): Promise<EscrowAccount> {
  if (!mayGoByItself(account, parts.clock.now())) return account;
  const released = await releaseAll(parts, account, "conditions");
  return released?.ok ? released.account : account;
}

interface WithFact {
  readonly change: Partial<EscrowAccount>;
  readonly type: EventType;
  readonly isNew: boolean;
  readonly isFull: boolean;
}

function withFact({ events, approvals, evidence }: EscrowAccount, fact: Fact, at: string): WithFact {
  switch (fact.kind) {
    case "event": {
      const change = { events: [...events, fact.name] };
      const isNew = !events.includes(fact.name);
      return { change, type: "escrow.event_seen", isNew, isFull: events.length >= FACTS_MAX };
    }
    case "approval": {
      const { role, by } = fact;
      const change = { approvals: [...approvals, { role, by, at }] };
      const isNew = !approvals.some((each) => each.role === role && each.by === by);
      return { change, type: "escrow.approved", isNew, isFull: approvals.length >= FACTS_MAX };
    }
    case "evidence": {
      const { of: kind, reference, by } = fact;
      const given = { kind, ...(reference !== undefined && { reference }), by, at };
      const isNew = !evidence.some((each) => each.kind === kind && each.by === by && each.reference === reference);
      const change = { evidence: [...evidence, given] };
      return { change, type: "escrow.evidence_given", isNew, isFull: evidence.length >= FACTS_MAX };
    }
  }
}

function factFaults(fact: Fact): readonly Fault[] {
  switch (fact.kind) {
    case "event":
      return formFault("name", fact.name, EVENT, "a name such as service.completed");
    case "approval":
      return formFault("role", fact.role, NAME, "a name such as buyer");
    case "evidence":
      return [
        ...formFault("kind", fact.of, NAME, "a name such as proof_of_delivery"),
        ...requestFaults({ reference: fact.reference }),
      ];
  }
}

function formFault(param: string, text: string, form: RegExp, allowed: string): Fault[] {
  return form.test(text) ? [] : [{ code: "invalid", param, message: `${param}: must be ${allowed}.` }];
}
