import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Bank, openBank } from "../../../local/bank/bank";
import { BankFolder } from "../../../local/bank/folder";
import { makeKey } from "../../../local/bank/keys";
import { bankTurn } from "../../../local/bank/turn";
import { connectSftp, type SftpConnection } from "../../../local/gateway/services/transfer/sftp-client";
import { creditsTo, MONDAY_NOON } from "./support/files";

const FILE = creditsTo("1234560000", "1239902");
const TUESDAY = Date.parse("2026-11-24T13:30:00Z");
const WEDNESDAY = Date.parse("2026-11-25T13:30:00Z");

let folder: string;
let bank: Bank;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "bank-"));
  bank = await opened();
});

afterEach(async () => {
  await bank.close();
  rmSync(folder, { recursive: true });
});

const opened = (): Promise<Bank> =>
  openBank({
    folder,
    log: () => {},
  });

const inbox = (name: string): string => path.join(folder, "inbox", name);
const outbox = (): string[] => readdirSync(path.join(folder, "outbox")).sort();

function connected(changes: Partial<Parameters<typeof connectSftp>[0]> = {}): Promise<SftpConnection> {
  const { sftpUrl, user, hostKey } = bank.address;
  return connectSftp({
    url: sftpUrl,
    username: user,
    privateKey: bank.privateKey,
    trustedHostKeys: [hostKey],
    ...changes,
  });
}

async function send(name: string, bytes: Buffer): Promise<void> {
  const sftp = await connected();
  try {
    await sftp.put(`/inbox/${name}`, bytes);
  } finally {
    sftp.close();
  }
}

async function control(method: string, what: string, body?: object): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${bank.address.control}${what}`, { method, body: body && JSON.stringify(body) });
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
}

describe("the bank's SFTP server", () => {
  it("takes files in its inbox, and lists them with their size", async () => {
    const sftp = await connected();
    await sftp.put("/inbox/a.ach", FILE);
    expect(readFileSync(inbox("a.ach"))).toEqual(FILE);
    expect(await sftp.list("/inbox")).toEqual([
      expect.objectContaining({ path: "/inbox/a.ach", bytes: FILE.length, isFolder: false }),
    ]);
    expect(await sftp.list("/outbox")).toEqual([]);
    expect(await sftp.list("/")).toEqual([
      expect.objectContaining({ path: "/inbox", isFolder: true }),
      expect.objectContaining({ path: "/outbox", isFolder: true }),
    ]);
    sftp.close();
  });

  it("takes a file of many packets", async () => {
    const large = Buffer.alloc(1_000_003, "0123456789\n");
    await send("large.ach", large);
    expect(readFileSync(inbox("large.ach")).equals(large)).toBe(true);
  });

  it("gives files of its outbox, takes none there, and gives none of its inbox", async () => {
    await send("a.ach", FILE);
    await bank.turn(MONDAY_NOON);
    const sftp = await connected();
    expect((await sftp.get("/outbox/a.ack.csv")).toString()).toContain("a.ach,accepted,,2,0,20000");
    await expect(sftp.put("/outbox/b.ach", FILE)).rejects.toMatchObject({ code: "REMOTE_SERVER_ERROR" });
    await expect(sftp.get("/inbox/a.ach")).rejects.toMatchObject({ code: "REMOTE_SERVER_ERROR" });
    await expect(sftp.get("/outbox/none.csv")).rejects.toMatchObject({ code: "RETRIEVE_FILE_NOT_FOUND" });
    sftp.close();
  });

  it.each(["/elsewhere/a.ach", "/inbox/../books.json", "/inbox/folder/a.ach", "/inbox/.hidden"])(
    "has no place for %s",
    async (name) => {
      const sftp = await connected();
      await expect(sftp.put(name, FILE)).rejects.toMatchObject({ code: "DIRECTORY_NOT_FOUND" });
      sftp.close();
    },
  );

  it.each([
    ["another key", () => ({ privateKey: makeKey().private })],
    ["another user", () => ({ username: "root" })],
  ])("lets nobody in by %s", async (_what, changes) => {
    await expect(connected(changes())).rejects.toMatchObject({
      code: "CONNECTION_ERROR",
      message: "Authentication failed",
    });
  });

  it("is known by its host key, also when it is opened again", async () => {
    await expect(connected({ trustedHostKeys: [makeKey().public] })).rejects.toMatchObject({
      message: "Host key verification failed",
    });
    const { hostKey } = bank.address;
    await bank.close();
    bank = await opened();
    expect(bank.address.hostKey).toBe(hostKey);
  });

  it("keeps its user's key for its user alone", () => {
    expect(statSync(bank.address.privateKeyFile).mode & 0o777).toBe(0o600);
  });
});

describe("the bank's faults", () => {
  it("refuse a login once", async () => {
    expect(await control("POST", "/faults", { effect: "refused_login" })).toMatchObject({ status: 201 });
    await expect(connected()).rejects.toMatchObject({ message: "Authentication failed" });
    (await connected()).close();
  });

  it("show a wrong host key so many times", async () => {
    await control("POST", "/faults", { effect: "wrong_host_key", times: 2 });
    for (const _time of [1, 2])
      await expect(connected()).rejects.toMatchObject({ message: "Host key verification failed" });
    (await connected()).close();
  });

  it("fill the disk: nothing is stored, and the bank says nothing to it", async () => {
    await control("POST", "/faults", { effect: "full_disk" });
    await expect(send("a.ach", FILE)).rejects.toMatchObject({
      code: "REMOTE_SERVER_ERROR",
      message: "No space left on device",
    });
    expect(statSync(inbox("a.ach")).size).toBe(0);
    expect((await bank.turn(MONDAY_NOON)).received).toEqual([]);
  });

  it("cut a file in half, which the bank leaves until the whole one comes", async () => {
    await control("POST", "/faults", { effect: "half_a_file" });
    await expect(send("a.ach", FILE)).rejects.toMatchObject({ code: "CONNECTION_ERROR", message: "Connection lost" });
    const { size } = statSync(inbox("a.ach"));
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThan(FILE.length);
    expect((await bank.turn(MONDAY_NOON)).received).toEqual([]);
    await send("a.ach", FILE);
    expect((await bank.turn(MONDAY_NOON)).received).toEqual([{ file: "a.ach", status: "accepted", reason: "" }]);
  });

  it("lose the connection after the last byte: the bank has the file, its sender does not know", async () => {
    await control("POST", "/faults", { effect: "connection_lost" });
    await expect(send("a.ach", FILE)).rejects.toMatchObject({ code: "CONNECTION_ERROR", message: "Connection lost" });
    expect(statSync(inbox("a.ach")).size).toBe(FILE.length);
    expect((await turned()).received).toEqual([{ file: "a.ach", status: "accepted", reason: "" }]);
    await send("a.ach", FILE);
    expect((await bank.turn(MONDAY_NOON)).received).toEqual([{ file: "a.ach", status: "duplicate", reason: "name" }]);
  });

  it("keep an acknowledgement back", async () => {
    await control("POST", "/faults", { effect: "no_acknowledgement" });
    await send("a.ach", FILE);
    expect(await bank.turn(MONDAY_NOON)).toMatchObject({ received: [{ status: "accepted" }], putOut: [] });
    expect((await bank.turn(TUESDAY)).putOut).toEqual(["SETTLEMENT_2026-11-24_01.csv"]);
  });

  it("are listed, taken back, and refused where there is none of the name", async () => {
    await control("POST", "/faults", { effect: "full_disk", times: 3 });
    expect((await control("GET", "/faults")).body).toEqual([{ effect: "full_disk", times: 3 }]);
    expect((await control("DELETE", "/faults")).status).toBe(204);
    expect((await control("GET", "/faults")).body).toEqual([]);
    expect(await control("POST", "/faults", { effect: "fire" })).toMatchObject({ status: 400 });
    expect(await control("PUT", "/faults")).toMatchObject({ status: 404 });
  });

  /** A turn once the server has noticed that its client is gone. */
  async function turned() {
    for (;;) {
      const report = await bank.turn(MONDAY_NOON);
      if (report.received.length > 0) return report;
    }
  }
});

describe("the bank's turns", () => {
  it("acknowledge, settle and return, each when its time has come, and each once", async () => {
    await send("a.ach", FILE);
    expect((await bank.turn(MONDAY_NOON)).putOut).toEqual(["a.ack.csv"]);
    expect((await bank.turn(TUESDAY - 1)).putOut).toEqual([]);
    expect((await bank.turn(TUESDAY)).putOut).toEqual(["SETTLEMENT_2026-11-24_01.csv"]);
    expect((await bank.turn(WEDNESDAY)).putOut).toEqual(["RETURNS_2026-11-25_01.ach"]);
    expect((await bank.turn(WEDNESDAY + 90 * 86_400_000)).putOut).toEqual([]);
    expect(outbox()).toEqual(["RETURNS_2026-11-25_01.ach", "SETTLEMENT_2026-11-24_01.csv", "a.ack.csv"]);
  });

  it("reject what is closed and no file", async () => {
    await send("a.ach", Buffer.from("hello\n"));
    expect((await bank.turn(MONDAY_NOON)).received).toEqual([
      { file: "a.ach", status: "rejected", reason: "record_length@1" },
    ]);
  });

  it("go on where the bank stopped", async () => {
    await send("a.ach", FILE);
    await bank.turn(MONDAY_NOON);
    await bank.close();
    bank = await opened();
    expect((await bank.turn(WEDNESDAY)).putOut).toEqual(["SETTLEMENT_2026-11-24_01.csv", "RETURNS_2026-11-25_01.ach"]);
    await send("a.ach", FILE);
    expect((await bank.turn(WEDNESDAY)).received).toMatchObject([{ status: "duplicate" }]);
  });

  it("can be asked for at the control, by the bank's clock", async () => {
    bank.tellTimeBy(async () => MONDAY_NOON);
    await send("a.ach", FILE);
    expect(await control("POST", "/turn")).toEqual({
      status: 200,
      body: { received: [{ file: "a.ach", status: "accepted", reason: "" }], putOut: ["a.ack.csv"] },
    });
  });

  /** A folder whose disk fails at the nth time that something is kept. */
  class FailingFolder extends BankFolder {
    left = 0;
    override keepBooks(...parameters: Parameters<BankFolder["keepBooks"]>) {
      this.fail();
      return super.keepBooks(...parameters);
    }
    override putOut(...parameters: Parameters<BankFolder["putOut"]>) {
      this.fail();
      return super.putOut(...parameters);
    }
    override forgetUpload(...parameters: Parameters<BankFolder["forgetUpload"]>) {
      this.fail();
      return super.forgetUpload(...parameters);
    }
    private fail(): void {
      if (--this.left === 0) throw new Error("killed");
    }
  }

  it("say the same after being killed anywhere", async () => {
    for (let step = 1; step <= 8; step++) {
      rmSync(folder, { recursive: true });
      const failing = new FailingFolder(folder);
      await failing.make();
      await bank.close();
      bank = await opened();
      await send("a.ach", FILE);
      const parts = { folder: failing, faults: { strikes: () => false }, isBeingWritten: () => false };
      failing.left = step;
      for (const now of [MONDAY_NOON, TUESDAY, WEDNESDAY]) await bankTurn(parts, now).catch(() => undefined);
      for (const now of [MONDAY_NOON, WEDNESDAY]) await bankTurn(parts, now);
      expect(outbox()).toEqual(["RETURNS_2026-11-25_01.ach", "SETTLEMENT_2026-11-24_01.csv", "a.ack.csv"]);
    }
  });
});
