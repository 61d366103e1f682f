import { authorise } from "../../../../functions/ach/bank-accounts/authorise";
import { advanceFile } from "../../../../functions/ach/batches/file-steps";
import { optimise } from "../../../../functions/ach/batches/optimise";
import { createTransfer } from "../../../../functions/ach/transfers/create";
import { money } from "../../../../functions/shared/money";
import { CALLER, settingsOf, World } from "./world";

/** The file of the first day. */
export const FILE = "12104288_2026-11-23_standard_01";

/** A payout of 10.00 to a provider and a debit of 20.00 from a customer, in a file that is built. @param settings what differs of the bank's. */
export async function sent(settings: object = {}) {
  const world = new World(settingsOf(settings));
  const payee = await world.account();
  const payer = await world.account({
    owner: { kind: "customer", id: "cus_1" },
    holderType: "person",
    accountType: "savings",
  });
  await world.fund({ provider: ["pro_1", 1000], cash: 1000 });
  const given = { method: "online", use: "recurring", evidence: "a test", givenAt: "2026-11-01T00:00:00Z" } as const;
  const kept = await authorise(world.parts(), { ...given, bankAccountId: payer.id });
  if (!kept.ok) throw new Error("refused");
  const standard = { transferType: "standard" } as const;
  const asked = [
    { ...standard, direction: "credit", bankAccountId: payee.id, amount: money(1000, "USD") },
    {
      ...standard,
      direction: "debit",
      bankAccountId: payer.id,
      amount: money(2000, "USD"),
      authorisationId: kept.authorisation.id,
    },
  ] as const;
  const ids: string[] = [];
  for (const each of asked) {
    const made = await createTransfer(world.parts(), CALLER, each);
    if (!made.ok) throw new Error(made.errors[0]?.message);
    ids.push(made.transfer.id);
  }
  await optimise(world.at("2026-11-24T06:50:00Z").parts());
  const [credit = "", debit = ""] = ids;
  const notice = (id: string, code: string) => {
    const { trace = "", amountCents } = world.transfer(id);
    return { trace, amountCents, rdfi: "09100001", code };
  };
  const deliver = async () => {
    for (const status of ["delivering", "delivered", "acknowledged"] as const)
      await advanceFile(world.parts(), FILE, status);
  };
  return { world, payee, payer, credit, debit, notice, deliver, authorisation: kept.authorisation };
}
