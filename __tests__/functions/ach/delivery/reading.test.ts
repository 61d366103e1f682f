import { readListingFile } from "../../../../functions/ach/delivery/listing";
import { DeliveryRequestError, readDeliveryRequest } from "../../../../functions/ach/delivery/request";
import { readTransferEvent, TransferEventError } from "../../../../functions/ach/delivery/transfer-events";
import { BUCKET, CONNECTOR, transferEvent } from "./support/bank";

const FILE = "12104288_2026-11-23_standard_01";
const PATH = `/${BUCKET}/outgoing/2026-11-23/${FILE}.ach`;
const ours = { connectorId: CONNECTOR, bucketName: BUCKET };
const read = (type: string, detail: object) => readTransferEvent(transferEvent(type, detail), ours);

describe("an event of Transfer Family", () => {
  const SENT = { "transfer-id": "transfer-1", "file-path": PATH };

  it("tells that a file has arrived", () => {
    expect(read("SFTP Connector File Send Completed", SENT)).toEqual({
      fileId: FILE,
      evidence: { kind: "arrived", transferId: "transfer-1" },
    });
  });

  it.each([
    ["ASSUME_ROLE_ERROR", "", true],
    ["SEND_FILE_NOT_FOUND", "", true],
    ["CONNECTION_ERROR", "Unknown Host", true],
    ["CONNECTION_ERROR", "Authentication failed", true],
    ["CONNECTION_ERROR", "Host key verification failed", true],
    ["CONNECTION_ERROR", "Connection lost", false],
    ["CONNECTION_ERROR", "", false],
    ["WRITE_FILE_ERROR", "Authentication failed", false],
    ["READ_FILE_ERROR", "", false],
    ["TIMEOUT_ERROR", "", false],
    ["UNKNOWN_ERROR", "", false],
    ["A_CODE_OF_TOMORROW", "", false],
  ])("%s with the message '%s' proves that nothing was stored: %s", (code, message, provesNothing) => {
    const failed = { ...SENT, "failure-code": code, "failure-message": message };
    expect(read("SFTP Connector File Send Failed", failed)?.evidence).toEqual({
      ...{ kind: "send_failed", transferId: "transfer-1", code, provesNothing },
    });
  });

  it("without a code proves nothing", () => {
    expect(read("SFTP Connector File Send Failed", SENT)?.evidence).toMatchObject({
      code: "UNKNOWN_ERROR",
      provesNothing: false,
    });
  });

  const LISTED = { "listing-id": "listing-1", "output-directory-path": `/${BUCKET}/listings/inbox/${FILE}` };

  it("tells of a file's listing, by the folder that it went to", () => {
    expect(read("SFTP Connector Directory Listing Completed", LISTED)).toEqual({
      fileId: FILE,
      evidence: { kind: "listing_completed", listingId: "listing-1" },
    });
    const failed = { ...LISTED, "failure-code": "LIST_DIRECTORY_ERROR" };
    expect(read("SFTP Connector Directory Listing Failed", failed)?.evidence).toEqual({
      ...{ kind: "listing_failed", listingId: "listing-1", code: "LIST_DIRECTORY_ERROR" },
    });
  });

  it.each([
    ["of another connector", "SFTP Connector File Send Completed", { ...SENT, "connector-id": "c-1" }],
    ["of another bucket", "SFTP Connector File Send Completed", { ...SENT, "file-path": "/other/outgoing/a.ach" }],
    ["of another folder", "SFTP Connector File Send Completed", { ...SENT, "file-path": `/${BUCKET}/reports/a.ach` }],
    ["of no file of ours", "SFTP Connector File Send Failed", { ...SENT, "file-path": `/${BUCKET}/outgoing/a.csv` }],
    ["of a file that is fetched", "SFTP Connector File Retrieve Completed", SENT],
    [
      "of another listing",
      "SFTP Connector Directory Listing Completed",
      { ...LISTED, "output-directory-path": `/${BUCKET}/listings/outbox` },
    ],
  ])("%s is not for delivery", (_which, type, detail) => {
    expect(read(type, detail)).toBeUndefined();
  });

  it("of another source is not for delivery", () => {
    const body = JSON.stringify({ source: "aws.s3", "detail-type": "Object Created", detail: {} });
    expect(readTransferEvent(body, ours)).toBeUndefined();
  });

  it("that is none is refused, and so is one that names no file", () => {
    expect(() => readTransferEvent("not JSON", ours)).toThrow(TransferEventError);
    expect(() => readTransferEvent("{}", ours)).toThrow(TransferEventError);
    expect(() => read("SFTP Connector File Send Completed", {})).toThrow("transfer-id, file-path");
  });
});

describe("a listing", () => {
  const listing = (files: object[], truncated: boolean | string = false) =>
    JSON.stringify({ files, paths: [{ path: "/inbox/old" }], truncated });

  it("shows how much of a file is there", () => {
    const files = [
      { filePath: `/inbox/not-${FILE}.ach`, size: 1 },
      { filePath: `/inbox/${FILE}.ach`, modifiedTimestamp: "2026-11-24T06:46:00Z", size: 940 },
    ];
    expect(readListingFile(listing(files), FILE)).toEqual({ outcome: "listed", bytes: 940 });
    expect(readListingFile(listing(files, true), FILE)).toEqual({ outcome: "listed", bytes: 940 });
  });

  it("shows that it is not there, or that nobody says how long it is", () => {
    expect(readListingFile(listing([]), FILE)).toEqual({ outcome: "listed" });
    expect(readListingFile(listing([{ filePath: `${FILE}.ach` }]), FILE)).toEqual({ outcome: "listed" });
  });

  it.each([true, "true"])("that was cut short (%p) does not show that it is not there", (truncated) => {
    expect(readListingFile(listing([], truncated), FILE)).toEqual({ outcome: "unusable", code: "listing_truncated" });
  });

  it.each(["", "[]", "{}"])("that is none (%p) shows nothing", (text) => {
    expect(readListingFile(text, FILE)).toEqual({ outcome: "unusable", code: "listing_malformed" });
  });
});

describe("what delivery is asked for", () => {
  it("is all that is due, one file, or that one is sent again or cancelled", () => {
    expect(readDeliveryRequest({})).toEqual({ ask: "due" });
    expect(readDeliveryRequest({ file: FILE })).toEqual({ ask: "file", fileId: FILE });
    expect(readDeliveryRequest({ resend: FILE })).toEqual({ ask: "resend", fileId: FILE });
    expect(readDeliveryRequest({ cancel: FILE })).toEqual({ ask: "cancel", fileId: FILE });
  });

  it.each([undefined, "x", { resend: "a#b" }, { file: 1 }, { file: FILE, resend: FILE }, { resned: FILE }])(
    "is nothing else: %p",
    (event) => {
      expect(() => readDeliveryRequest(event)).toThrow(DeliveryRequestError);
    },
  );
});
