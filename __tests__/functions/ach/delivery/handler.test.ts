import { S3Client } from "@aws-sdk/client-s3";
import { StartFileTransferCommand, TransferClient } from "@aws-sdk/client-transfer";
import type { Context } from "aws-lambda";
import { connectDelivery } from "../../../../functions/ach/delivery/connect";
import { createLogger } from "../../../../functions/shared/logging";
import { createTransfer } from "../../../../functions/ach/transfers/create";
import { optimise } from "../../../../functions/ach/batches/optimise";
import { money } from "../../../../functions/shared/money";
import { CALLER, settingsOf, World } from "../support/world";
import { BUCKET, CONNECTOR, transferEvent } from "./support/bank";
import { BUILT_AT } from "./support/built";

const mockWorld = new World();

jest.mock("../../../../functions/shared/clients", () => ({ connectDynamo: () => mockWorld.table.client }));
jest.mock("../../../../functions/shared/clock", () => ({
  ...jest.requireActual<object>("../../../../functions/shared/clock"),
  systemClock: { now: () => mockWorld.clock.now(), sleep: (ms: number) => mockWorld.clock.sleep(ms) },
}));

const FILE = "12104288_2026-11-23_standard_01";
const ENVIRONMENT = {
  ACH_TRANSFERS_TABLE_NAME: "ach-transfers-test",
  ACH_FILES_BUCKET_NAME: BUCKET,
  ODFI_SETTINGS: JSON.stringify({
    odfi: { routingNumber: "121042882", name: "FIRST TEST BANK" },
    company: { name: "TEST COMPANY", identification: "1234567890" },
    limits: { creditCentsMax: 1_000_000, debitCentsMax: 1_000_000, perDay: { countMax: 100, sumCentsMax: 10_000_000 } },
  }),
  ENVIRONMENT: "test",
  AWS_REGION: "us-west-2",
  POWERTOOLS_LOG_LEVEL: "SILENT",
  POWERTOOLS_METRICS_DISABLED: "true",
  POWERTOOLS_METRICS_NAMESPACE: "payments",
  POWERTOOLS_SERVICE_NAME: "ach",
};

const keeping = {
  ...{ ACH_TRANSFERS_TABLE_NAME: "ach-transfers-test", ENVIRONMENT: "test", AWS_REGION: "us-west-2", EPOCH: 1 },
  ODFI_SETTINGS: settingsOf(),
};

type Handler = (event: unknown, context: Context) => Promise<object>;

/** The handler as it starts in an environment; one that has started stays as it is. */
async function start(change: object): Promise<(event: unknown) => Promise<object>> {
  const before = process.env;
  process.env = { ...before, ...ENVIRONMENT, ...change };
  try {
    const { handler } = (await import("../../../../functions/ach/delivery.handler")) as { handler: Handler };
    return (event) => handler(event, { functionName: "ach-file-delivery" } as Context);
  } finally {
    process.env = before;
  }
}

const records = (...bodies: string[]) => ({
  Records: bodies.map((body, place) => ({ messageId: `message-${place}`, body })),
});

describe("the function that delivers files", () => {
  beforeAll(async () => {
    const account = await mockWorld.account();
    await mockWorld.fund({ provider: ["pro_1", 100_000], cash: 100_000 });
    const made = await createTransfer(mockWorld.parts(), CALLER, {
      ...{ direction: "credit", transferType: "standard", bankAccountId: account.id, amount: money(1000, "USD") },
    });
    if (!made.ok) throw new Error("refused");
    await optimise(mockWorld.at(BUILT_AT).parts());
  });

  it("is not started with what is no connector", async () => {
    await expect(start({ SFTP_CONNECTOR_ID: "a connector" })).rejects.toThrow("SFTP_CONNECTOR_ID");
    await expect(start({ SFTP_INBOX: "inbox" })).rejects.toThrow("SFTP_INBOX");
  });

  it("refuses what it does not do", async () => {
    const call = await start({ SFTP_CONNECTOR_ID: CONNECTOR });
    await expect(call({ send: FILE })).rejects.toThrow("allowed is");
  });

  it("sends what is due, hears of it from its queue, and says why it does not send again", async () => {
    const asked: object[] = [];
    const send = jest.fn((command: { readonly input: object }) => {
      asked.push(command.input);
      return Promise.resolve({ TransferId: "transfer-1" });
    });
    const call = await start({ SFTP_CONNECTOR_ID: CONNECTOR });
    const spies = [TransferClient, S3Client].map((client) =>
      jest.spyOn(client.prototype, "send").mockImplementation(send as never),
    );
    expect(await call({})).toEqual({ files: [{ fileId: FILE, status: "delivering", phase: "sending" }] });
    expect(asked).toEqual([expect.objectContaining({ ConnectorId: CONNECTOR, RemoteDirectoryPath: "/inbox" })]);
    expect(send.mock.calls[0]?.[0]).toBeInstanceOf(StartFileTransferCommand);

    const told = transferEvent("SFTP Connector File Send Completed", {
      "transfer-id": "transfer-1",
      "file-path": `/${BUCKET}/outgoing/2026-11-23/${FILE}.ach`,
    });
    const other = transferEvent("SFTP Connector File Retrieve Completed", {});
    expect(await call(records(told, "no event", other))).toEqual({
      batchItemFailures: [{ itemIdentifier: "message-1" }],
    });
    expect(mockWorld.files()).toEqual([expect.objectContaining({ status: "delivered" })]);

    expect(await call({ file: FILE })).toEqual({ files: [{ fileId: FILE, status: "delivered", phase: "over" }] });
    mockWorld.at("2026-11-24T07:15:00Z");
    expect(await call({ resend: FILE })).toEqual({
      files: [{ fileId: FILE, status: "delivered", phase: "over", refused: "deadline_passed" }],
    });
    for (const spy of spies) spy.mockRestore();
  });

  it("puts a file where a bank without a connector fetches it", async () => {
    const copied: object[] = [];
    const spy = jest.spyOn(S3Client.prototype, "send").mockImplementation(((command: { readonly input: object }) => {
      copied.push(command.input);
      return Promise.resolve({});
    }) as never);
    const { courier } = connectDelivery(
      { ...keeping, ACH_FILES_BUCKET_NAME: BUCKET, SFTP_CONNECTOR_ID: "", SFTP_INBOX: "/inbox" },
      createLogger(),
    );
    expect(await courier.send({ id: FILE, key: "outgoing/a.ach" })).toEqual({ outcome: "arrived" });
    expect(copied).toEqual([expect.objectContaining({ Key: `pickup/${FILE}.ach` })]);
    spy.mockRestore();
  });
});
