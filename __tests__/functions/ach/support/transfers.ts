import { authorise } from "../../../../functions/ach/bank-accounts/authorise";
import type { Authorisation } from "../../../../functions/ach/bank-accounts/account";
import { type NewTransfer, type TransferResult } from "../../../../functions/ach/transfers/create";
import { money } from "../../../../functions/shared/money";
import { settingsOf, World } from "./world";

export const codes = (result: { ok: boolean; errors?: readonly { code: string; param: string }[] }) =>
  (result.errors ?? []).map(({ code, param }) => `${param}: ${code}`);
export const madeOf = (result: TransferResult) => {
  if (!result.ok) throw new Error(codes(result).join());
  return result.transfer;
};

export async function payable(change: object = {}) {
  const world = new World(settingsOf(change));
  const account = await world.account();
  await world.fund({ provider: ["pro_1", 100_000_000] });
  const asked: NewTransfer = {
    ...{ direction: "credit", transferType: "standard", bankAccountId: account.id },
    amount: money(25_000, "USD"),
  };
  return { world, account, asked };
}

const GIVEN = { method: "online", use: "recurring", evidence: "a test", givenAt: "2026-11-01T00:00:00Z" } as const;

export async function debitable(given: Partial<Authorisation> = {}) {
  const world = new World();
  const owner = { kind: "customer", id: "cus_1" } as const;
  const account = await world.account({ owner, holderType: "person" });
  const kept = await authorise(world.parts(), { ...GIVEN, ...given, bankAccountId: account.id });
  if (!kept.ok) throw new Error("refused");
  const asked: NewTransfer = {
    ...{ direction: "debit", transferType: "standard", bankAccountId: account.id },
    ...{ amount: money(9999, "USD"), authorisationId: kept.authorisation.id },
  };
  return { world, account, asked };
}
