import { CopyObjectCommand, HeadObjectCommand, NoSuchKey, NotFound, type S3Client } from "@aws-sdk/client-s3";
import {
  StartDirectoryListingCommand,
  StartFileTransferCommand,
  type TransferClient,
  TransferServiceException,
} from "@aws-sdk/client-transfer";
import { pickupFolder } from "../../../../functions/ach/delivery/pickup-adapter";
import { TransferAnswerError, transferConnector } from "../../../../functions/ach/delivery/transfer-adapter";
import { BUCKET, CONNECTOR } from "./support/bank";

const ID = "12104288_2026-11-23_standard_01";
const FILE = { id: ID, key: `outgoing/2026-11-23/${ID}.ach` };

/** A client that answers, or throws, what it is given. */
function answering(answer: object) {
  const sent: { input: object }[] = [];
  const send = (command: { input: object }) => {
    sent.push(command);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { client: { send } as unknown as S3Client & TransferClient, sent };
}

const failure = (name: string, httpStatusCode?: number) =>
  new TransferServiceException({ name, $fault: "client", message: name, $metadata: { httpStatusCode } });

describe("a connector of Transfer Family", () => {
  const settings = { connectorId: CONNECTOR, bucketName: BUCKET, inbox: "/inbox" };
  const connector = (transfer: object, s3: object = {}) => {
    const [one, other] = [answering(transfer), answering(s3)];
    return {
      courier: transferConnector(one.client, other.client, settings),
      sent: one.sent,
      read: other.sent,
    };
  };

  it("sends a file from the bucket into the bank's folder", async () => {
    const { courier, sent } = connector({ TransferId: "transfer-1" });
    expect(await courier.send(FILE)).toEqual({ outcome: "taken", transferId: "transfer-1" });
    expect(sent[0]).toBeInstanceOf(StartFileTransferCommand);
    expect(sent[0]?.input).toEqual({
      ConnectorId: CONNECTOR,
      SendFilePaths: [`/${BUCKET}/outgoing/2026-11-23/${ID}.ach`],
      RemoteDirectoryPath: "/inbox",
    });
  });

  it("lists the bank's folder into one of the file's own", async () => {
    const { courier, sent } = connector({ ListingId: "listing-1", OutputFileName: "any" });
    expect(await courier.list(FILE)).toEqual({ outcome: "taken", listingId: "listing-1" });
    expect(sent[0]).toBeInstanceOf(StartDirectoryListingCommand);
    expect(sent[0]?.input).toEqual({
      ConnectorId: CONNECTOR,
      RemoteDirectoryPath: "/inbox",
      OutputDirectoryPath: `/${BUCKET}/listings/inbox/${ID}`,
      MaxItems: 10_000,
    });
  });

  it("reads a listing from where Transfer Family puts it; nothing while it is not there", async () => {
    const text = JSON.stringify({ files: [{ filePath: `/inbox/${ID}.ach`, size: 940 }], paths: [], truncated: false });
    const { courier, read } = connector({}, { Body: { transformToString: () => Promise.resolve(text) } });
    expect(await courier.listing(FILE, "listing-1")).toEqual({ outcome: "listed", bytes: 940 });
    const Key = `listings/inbox/${ID}/${CONNECTOR}-listing-1.json`;
    expect(read[0]?.input).toEqual({ Bucket: BUCKET, Key });
    const missing = new NoSuchKey({ message: "none", $metadata: {} });
    expect(await connector({}, missing).courier.listing(FILE, "listing-1")).toBeUndefined();
    await expect(connector({}, new Error("away")).courier.listing(FILE, "listing-1")).rejects.toThrow("away");
    expect(await connector({}, {}).courier.listing(FILE, "listing-1")).toMatchObject({ outcome: "unusable" });
  });

  it.each([400, 403, 429])("takes an answer of %i for a refusal: nothing was begun", async (status) => {
    const { courier } = connector(failure("Refused", status));
    expect(await courier.send(FILE)).toEqual({ outcome: "refused", code: "Refused" });
    expect(await courier.list(FILE)).toEqual({ outcome: "refused", code: "Refused" });
  });

  it.each([failure("Internal", 500), failure("Unknown"), new Error("timed out")])(
    "leaves open what became of a call that failed otherwise (%s)",
    async (error) => {
      const { courier } = connector(error);
      await expect(courier.send(FILE)).rejects.toBe(error);
      await expect(courier.list(FILE)).rejects.toBe(error);
    },
  );

  it("does not take an answer without a name", async () => {
    const { courier } = connector({});
    await expect(courier.send(FILE)).rejects.toThrow(TransferAnswerError);
  });
});

describe("a bank that fetches its files", () => {
  it("finds them in a folder of their own, whole", async () => {
    const { client, sent } = answering({});
    expect(await pickupFolder(client, BUCKET).send(FILE)).toEqual({ outcome: "arrived" });
    expect(sent[0]).toBeInstanceOf(CopyObjectCommand);
    const CopySource = `${BUCKET}/outgoing/2026-11-23/${ID}.ach`;
    expect(sent[0]?.input).toEqual({ Bucket: BUCKET, Key: `pickup/${ID}.ach`, CopySource });
  });

  it("is looked after in the bucket itself", async () => {
    const there = answering({ ContentLength: 940 });
    expect(await pickupFolder(there.client, BUCKET).list(FILE)).toEqual({ outcome: "listed", bytes: 940 });
    expect(there.sent[0]).toBeInstanceOf(HeadObjectCommand);
    const absent = answering(new NotFound({ message: "none", $metadata: {} }));
    expect(await pickupFolder(absent.client, BUCKET).list(FILE)).toEqual({ outcome: "listed" });
    expect(await pickupFolder(absent.client, BUCKET).listing(FILE, "any")).toBeUndefined();
    const away = answering(new Error("away"));
    await expect(pickupFolder(away.client, BUCKET).list(FILE)).rejects.toThrow("away");
  });
});
