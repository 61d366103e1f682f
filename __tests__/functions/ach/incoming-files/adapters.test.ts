import {
  CopyObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { StartDirectoryListingCommand, StartFileTransferCommand, type TransferClient } from "@aws-sdk/client-transfer";
import { Readable } from "node:stream";
import { connectIncomingBucket, s3IncomingBucket } from "../../../../functions/ach/incoming-files/bucket-adapter";
import { connectorOutbox, connectOutbox } from "../../../../functions/ach/incoming-files/outbox-adapter";
import { connectReportBucket, s3ReportBucket } from "../../../../functions/ach/reconciliation/bucket-adapter";

/** A client that notes what it is sent, and answers as it is told. */
function client(answer: (command: object) => unknown = () => ({})) {
  const sent: { readonly name: string; readonly input: object }[] = [];
  const send = (command: object & { readonly input: object }) => {
    sent.push({ name: command.constructor.name, input: command.input });
    return Promise.resolve().then(() => answer(command));
  };
  return { sent, s3: { send } as unknown as S3Client, transfer: { send } as unknown as TransferClient };
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString();
}

describe("the bucket of incoming files in S3", () => {
  it("opens a version as a stream, with its size and what changes with its content", async () => {
    const { s3, sent } = client(() => ({
      Body: Readable.from([Buffer.from("101 ")]),
      ContentLength: 4,
      ETag: '"abc"',
    }));
    const open = await s3IncomingBucket(s3, "files").open({ key: "incoming/a.ach", versionId: "v1" });
    expect(open).toMatchObject({ sizeBytes: 4, etag: "abc" });
    expect(await bytesOf(open!.chunks)).toBe("101 ");
    expect(sent).toEqual([
      { name: GetObjectCommand.name, input: { Bucket: "files", Key: "incoming/a.ach", VersionId: "v1" } },
    ]);
    const empty = await s3IncomingBucket(client().s3, "files").open({ key: "incoming/a.ach" });
    expect([empty?.sizeBytes, empty?.etag, await bytesOf(empty!.chunks)]).toEqual([0, "", ""]);
  });

  it("has nothing where there is nothing, and throws what else goes wrong", async () => {
    const failing = (httpStatusCode: number) => {
      const error = new S3ServiceException({
        name: "x",
        $fault: "client",
        message: "x",
        $metadata: { httpStatusCode },
      });
      return s3IncomingBucket(client(() => Promise.reject(error)).s3, "files").open({ key: "k" });
    };
    expect(await failing(404)).toBeUndefined();
    await expect(failing(403)).rejects.toThrow(S3ServiceException);
  });

  it("copies within itself, names written as in a URL", async () => {
    const { s3, sent } = client();
    await s3IncomingBucket(s3, "files").copy({ key: "incoming/a b#.ach", versionId: "v+1" }, "unmatched/a");
    await s3IncomingBucket(s3, "files").copy({ key: "incoming/a" }, "unmatched/a");
    expect(sent.map(({ name }) => name)).toEqual([CopyObjectCommand.name, CopyObjectCommand.name]);
    expect(sent[0]?.input).toEqual({
      Bucket: "files",
      Key: "unmatched/a",
      CopySource: "files/incoming/a%20b%23.ach?versionId=v%2B1",
    });
    expect(sent[1]?.input).toMatchObject({ CopySource: "files/incoming/a" });
  });
});

describe("the bank's folder by a connector", () => {
  const settings = { connectorId: "c-0123456789abcdef0", folder: "/outbox", bucketName: "files" };

  it("is listed and fetched from into the bucket", async () => {
    const { transfer, sent } = client();
    const outbox = connectorOutbox(transfer, settings);
    await outbox.list();
    await outbox.fetch(["/outbox/a"]);
    expect(sent).toEqual([
      {
        name: StartDirectoryListingCommand.name,
        input: {
          ConnectorId: "c-0123456789abcdef0",
          RemoteDirectoryPath: "/outbox",
          OutputDirectoryPath: "/files/listings/outbox",
          MaxItems: 10_000,
        },
      },
      {
        name: StartFileTransferCommand.name,
        input: {
          ConnectorId: "c-0123456789abcdef0",
          RetrieveFilePaths: ["/outbox/a"],
          LocalDirectoryPath: "/files/incoming",
        },
      },
    ]);
  });
});

describe("the bucket of reports in S3", () => {
  it("keeps a report under its name, in the place of one before", async () => {
    const { s3, sent } = client();
    await s3ReportBucket(s3, "files").keep("reports/x.csv", "a,b", "text/csv");
    expect(sent).toEqual([
      {
        name: PutObjectCommand.name,
        input: { Bucket: "files", Key: "reports/x.csv", Body: "a,b", ContentType: "text/csv" },
      },
    ]);
  });
});

describe("adapters as an environment connects them", () => {
  it("are made without asking anybody", () => {
    expect(connectIncomingBucket("files")).toBeDefined();
    expect(connectReportBucket("files")).toBeDefined();
    expect(connectOutbox({ connectorId: "c-1", folder: "/outbox", bucketName: "files" })).toMatchObject({
      folder: "/outbox",
    });
  });
});
