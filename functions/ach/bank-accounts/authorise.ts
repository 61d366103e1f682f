import { toTimestamp } from "../../shared/clock";
import { requestFaults } from "../../shared/request-fields";
import { untilWritten } from "../../shared/retry";
import type { AchParts } from "../parts";
import { type Fault, refuse, type Result } from "../results";
import { ACCOUNT_NOT_FOUND } from "../transfers/create";
import type { Authorisation } from "./account";

/** Leave to debit an account, as a caller keeps it. */
export type NewAuthorisation = Pick<
  Authorisation,
  "bankAccountId" | "method" | "use" | "amountCentsMax" | "evidence" | "givenAt"
>;

/** An authorisation, or all that is wrong. */
export type Authorised = Result<{ readonly authorisation: Authorisation }>;

/** Keeps an authorisation. @throws BusyError, and whatever the ports throw. */
export async function authorise(parts: AchParts, asked: NewAuthorisation): Promise<Authorised> {
  const { bankAccountId, givenAt } = asked;
  const now = parts.clock.now();
  const faults: Fault[] = [...requestFaults({ bank_account_id: bankAccountId })];
  if (!(Date.parse(givenAt) <= now)) {
    faults.push({ code: "invalid", param: "given_at", message: "given_at: must be a moment that has passed." });
  }
  if (faults.length > 0) return refuse(...faults);
  return untilWritten(parts, async () => {
    const { account } = await parts.store.read({ bankAccountId });
    if (!account) return refuse(ACCOUNT_NOT_FOUND);
    const createdAt = toTimestamp(now);
    const authorisation: Authorisation = { ...asked, id: parts.makeId("aut"), createdAt, version: 1 };
    const written = await parts.store.commit({ authorisation });
    return written.outcome === "written" ? { ok: true, authorisation } : undefined;
  });
}

/** Ends an authorisation, from now on; one that has ended stays so. @throws BusyError, and whatever the ports throw. */
export async function revoke(parts: AchParts, bankAccountId: string, authorisationId: string): Promise<Authorised> {
  const faults = requestFaults({ bank_account_id: bankAccountId, authorisation_id: authorisationId });
  if (faults.length > 0) return refuse(...faults);
  return untilWritten(parts, async () => {
    const { authorisation } = await parts.store.read({ bankAccountId, authorisationId });
    if (!authorisation) return refuse(NOT_FOUND);
    if (authorisation.revokedAt !== undefined) return { ok: true, authorisation };
    const revokedAt = toTimestamp(parts.clock.now());
    const after = { ...authorisation, revokedAt, version: authorisation.version + 1 };
    const written = await parts.store.commit({ authorisation: after });
    return written.outcome === "written" ? { ok: true, authorisation: after } : undefined;
  });
}

const NOT_FOUND: Fault = {
  code: "authorisation_not_found",
  param: "authorisation_id",
  message: "authorisation_id: the account has no such authorisation.",
};
