import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { accountKeyContext } from "../../../functions/ach/bank-accounts/sealing";
import { registerAccount } from "../../../functions/ach/bank-accounts/register";
import { advanceFile } from "../../../functions/ach/batches/file-steps";
import { optimise } from "../../../functions/ach/batches/optimise";
import { cancelTransfer } from "../../../functions/ach/transfers/cancel";
import { createTransfer } from "../../../functions/ach/transfers/create";
import { listTransfers } from "../../../functions/ach/transfers/read";
import type { IncomingFile } from "../../../functions/ach/incoming-files/incoming-file";
import { dynamoIncomingStore } from "../../../functions/ach/incoming-files/store";
import { applyReturn } from "../../../functions/ach/incoming/return";
import { makeDueAvailable } from "../../../functions/ach/incoming/available";
import { settleFile } from "../../../functions/ach/incoming/settle";
import { dynamoReconciliationStore } from "../../../functions/ach/reconciliation/store";
import { dynamoAchStore } from "../../../functions/ach/store";
import { limitsOnly } from "../../../functions/ach/transfers/limits";
import { journalWrites, makeJournal } from "../../../functions/ledger";
import { balanceOf, rebuildBalances } from "../../../functions/ledger/balances";
import { readBalance, readJournal } from "../../../functions/ledger/store-items";
import { transact } from "../../../functions/shared/dynamodb";
import { toTimestamp } from "../../../functions/shared/clock";
import { idMaker, systemRandom } from "../../../functions/shared/ids";
import { money } from "../../../functions/shared/money";
import { DataKeys, LeanEncryptor } from "../../../functions/vault";
import { ACCOUNT, CALLER, settingsOf, type WorldParts } from "../../functions/ach/support/world";
import { MemoryKms } from "../../functions/vault/support/memory-kms";
import { ManualClock } from "../../functions/vault/support/seeded";
import type { TestTable } from "./test-table";

const KEY_ARN = "arn:aws:kms:us-west-2:111122223333:key/ach";
const FUNDS = 1_000_000;

/** Transfers, windows and files on a real engine; one table stands for the room's own and the escrow's. */
export function describeAchStore(engine: string, { dynamo, tableName }: TestTable): void {
  const clock = new ManualClock(Date.parse("2026-11-23T15:00:00Z"));
  const kms = new MemoryKms();
  const files = new Map<string, Uint8Array>();
  const timing = { clock, random: systemRandom, region: "us-west-2" };
  const settings = settingsOf({ debitHoldBankingDays: 0 });

  const parts = (): WorldParts => {
    const store = dynamoAchStore(dynamo, { ach: tableName, escrow: tableName }, timing);
    const bounds = { secondsMax: 300, messagesMax: 1000, readingKeysMax: 100 };
    const keys = new DataKeys(kms, clock, { vaultKeyArn: KEY_ARN, context: accountKeyContext(tableName), ...bounds });
    const bucket = {
      put: (key: string, bytes: Uint8Array) => {
        files.set(key, bytes);
        return Promise.resolve();
      },
    };
    return {
      ...timing,
      ...{ store, batches: store, bucket, settings },
      encryptor: new LeanEncryptor(KEY_ARN, keys, systemRandom),
      makeId: idMaker(clock, systemRandom),
      epoch: 1,
      count: () => undefined,
      decide: limitsOnly(settings.limits),
      keys: { requests: Buffer.alloc(32, 1), accounts: Buffer.alloc(32, 2), amounts: Buffer.alloc(32, 3) },
      log: { error: () => undefined, info: () => undefined, warn: () => undefined },
    };
  };

  /** Every item of the table whose partition key begins so. */
  async function itemsOf(prefix: string) {
    const { Items = [], LastEvaluatedKey } = await dynamo.send(
      new ScanCommand({ TableName: tableName, ConsistentRead: true }),
    );
    expect(LastEvaluatedKey).toBeUndefined();
    return Items.filter((item) => item.pk?.S?.startsWith(prefix));
  }

  async function fund(): Promise<void> {
    const amount = money(FUNDS, "USD");
    const account = (kind: "settlement_cash" | "provider_payable", owner: string) => ({ kind, owner, currency: "USD" });
    const journal = makeJournal({
      ...{ id: "fund", kind: "test", cause: "test", region: "us-west-2", epoch: 1, at: "2026-11-23T00:00:00.000Z" },
      postings: [
        { account: account("settlement_cash", "12104288"), direction: "debit", amount },
        { account: account("provider_payable", "pro_1"), direction: "credit", amount },
      ],
    });
    const ledger = { journals: tableName, balances: { ach: tableName, escrow: tableName } };
    expect(await transact(dynamo, journalWrites(ledger, journal))).toEqual({ outcome: "written" });
  }

  describe(`transfers on ${engine}`, () => {
    let bankAccountId = "";

    it("are made for one account, though ten requests register it at once", async () => {
      await fund();
      const verified = { ...settings, creditVerification: "optional" as const };
      const made = await Promise.all(Array.from({ length: 10 }, () => registerAccount(parts(), ACCOUNT)));
      const ids = new Set(made.flatMap((each) => (each.ok ? [each.account.id] : [])));
      expect(ids.size).toBe(1);
      [bankAccountId = ""] = ids;
      const asked = {
        direction: "credit",
        transferType: "standard",
        bankAccountId,
        amount: money(100, "USD"),
      } as const;
      const repeated = await Promise.allSettled(
        Array.from({ length: 10 }, () =>
          createTransfer({ ...parts(), settings: verified }, { ...CALLER, key: "once" }, asked),
        ),
      );
      expect(repeated.some((each) => each.status === "fulfilled" && each.value.ok)).toBe(true);
      for (let place = 0; place < 70; place++) {
        const more = await createTransfer({ ...parts(), settings: verified }, CALLER, asked);
        expect(more.ok).toBe(true);
      }
      expect((await itemsOf("TRANSFER#")).length).toBe(71);
      const [last] = await itemsOf("TRANSFER#");
      expect(await cancelTransfer(parts(), last?.id?.S ?? "")).toMatchObject({ ok: true });
    }, 120_000);

    it("are listed by provider, from page to page", async () => {
      const first = await listTransfers(parts(), { limit: 50, providerId: "pro_1" });
      if (!first.ok) throw new Error("refused");
      expect(first.page.data).toHaveLength(50);
      const cursor = first.page.next_cursor;
      const second = await listTransfers(parts(), {
        limit: 50,
        providerId: "pro_1",
        ...(cursor !== undefined && { cursor }),
      });
      expect(second.ok && second.page.data).toHaveLength(21);
    });

    it("are claimed once where three close the window at once, and the file is built", async () => {
      clock.milliseconds = Date.parse("2026-11-24T06:50:00Z");
      await Promise.allSettled([0, 1, 2].map(() => optimise(parts())));
      await optimise(parts());
      const items = await itemsOf("FILE#");
      expect(items.filter(({ sk }) => sk?.S?.startsWith("ENTRY#"))).toHaveLength(70);
      expect(items.find(({ sk }) => sk?.S === "FILE")).toMatchObject({
        status: { S: "built" },
        creditCents: { N: "7000" },
      });
      expect(files.size).toBe(1);
      expect((await itemsOf("WINDOW#")).filter(({ sk }) => sk?.S?.startsWith("TRANSFER#"))).toEqual([]);
    }, 240_000);

    it("settle, and come back by their trace numbers, once", async () => {
      const id = "12104288_2026-11-23_standard_01";
      for (const status of ["delivering", "delivered", "acknowledged"] as const) await advanceFile(parts(), id, status);
      expect(await settleFile(parts(), id, "2026-11-24")).toMatchObject({ status: "settled", settled: 70 });
      const notice = { trace: "121042880000070", amountCents: 100, rdfi: "09100001", code: "R02" };
      expect(await applyReturn(parts(), notice)).toBe("applied");
      expect(await applyReturn(parts(), notice)).toBe("known");
      expect(await applyReturn(parts(), { ...notice, trace: "121042880000071" })).toBe("unmatched");
      expect(await makeDueAvailable(parts(), Infinity)).toBe(0);
    }, 60_000);

    it("are found by the day on which they came back", async () => {
      const store = dynamoReconciliationStore(dynamo, tableName, "us-west-2");
      const [returned] = (await itemsOf("TRANSFER#")).filter((item) => item.returnedAt !== undefined);
      const at = returned?.returnedAt?.S ?? "";
      const behind = toTimestamp(Date.parse(at) + 1);
      expect(await store.returned(at, behind)).toEqual([returned?.id?.S]);
      expect(await store.returned("2026-11-01T00:00:00.000Z", at)).toEqual([]);
      await store.keepDay("1#2", { day: "2026-11-24", debits: 3 });
      await store.keepDay("1#2", { day: "2026-11-26", debits: 4 });
      expect(await store.countedDays("1#2", "2026-11-24", "2026-11-25")).toEqual([{ day: "2026-11-24", debits: 3 }]);
    });

    it("leave books that balance, and that journals rebuild", async () => {
      const rebuilt = rebuildBalances((await itemsOf("JOURNAL#")).map(readJournal));
      const stored = await itemsOf("BALANCE#");
      expect(new Map(stored.map((item) => [item.pk!.S!.slice("BALANCE#".length), readBalance(item)]))).toEqual(rebuilt);
      const balance = (kind: "settlement_cash" | "provider_payable" | "payouts_in_transit", owner: string) =>
        balanceOf({ kind, owner, currency: "USD" }, rebuilt);
      expect(balance("settlement_cash", "12104288")).toBe(FUNDS - 6900);
      expect(balance("provider_payable", "pro_1")).toBe(FUNDS - 6900);
      expect(balance("payouts_in_transit", "12104288")).toBe(0);
    });
  });

  describe(`incoming files on ${engine}`, () => {
    const store = dynamoIncomingStore(dynamo, tableName, timing);
    const file: IncomingFile = {
      ...{ key: "incoming/a#1.ach", version: "v#1", sizeBytes: 94, kind: "notices", status: "waiting" },
      ...{ applied: 1, known: 0, tooEarly: 1, unmatched: 1, faults: 0 },
      exceptions: [{ what: "unmatched", place: 3, trace: "12104288/0000001", code: "R01" }],
      ...{ receivedAt: "2026-11-24T07:00:00.000Z", updatedAt: "2026-11-24T07:00:00.000Z", runs: 1 },
      ...{ dueAt: "2026-11-24T07:02:00.000Z", region: "us-west-2" },
    };

    it("wait for their turn, and are done with once they wait for nothing", async () => {
      await store.keep(file);
      expect(await store.find(file)).toEqual(file);
      expect(await store.find({ ...file, version: "v2" })).toBeUndefined();
      expect(await store.waiting("2026-11-24T07:01:59.999Z")).toEqual([]);
      expect(await store.waiting("2026-11-24T07:02:00.000Z")).toEqual([{ key: file.key, version: file.version }]);
      const { dueAt: _dueAt, ...kept } = file;
      await store.keep({ ...kept, status: "kept" });
      expect(await store.waiting("2026-11-24T08:00:00.000Z")).toEqual([]);
    });

    it("arrive where they were asked for", async () => {
      const asked = { path: "/outbox/b.csv", askedAt: "2026-11-24T07:00:00.000Z", asks: 1 };
      await store.keepRemote({ key: "incoming/b.csv", ...asked });
      for (const key of ["incoming/b.csv", "incoming/c.csv"]) await store.arrived(key, "2026-11-24T07:01:00.000Z");
      const found = await store.remoteFiles(["incoming/b.csv", "incoming/b.csv", "incoming/c.csv"]);
      expect([...found.keys()]).toEqual(["incoming/b.csv"]);
      expect(found.get("incoming/b.csv")).toMatchObject({ ...asked, arrivedAt: "2026-11-24T07:01:00.000Z" });
    });
  });
}
