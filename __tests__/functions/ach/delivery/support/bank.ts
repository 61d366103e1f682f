import type { Courier, ListAnswer, SendAnswer, SentFile } from "../../../../../functions/ach/delivery/courier";
import { readListingFile } from "../../../../../functions/ach/delivery/listing";
import type { Kill } from "../../../payments/support/kill";

export const CONNECTOR = "c-0123456789abcdef0";
export const BUCKET = "ach-files-test";

/** What can go wrong with one send. */
export const SEND_FAULTS = [
  "none",
  "refused_login",
  "wrong_host_key",
  "full_disk",
  "half_a_file",
  "lost_after_the_last_byte",
  "whole_and_silent",
  "nothing_and_silent",
  "throttled",
  "answer_lost",
  "request_lost",
] as const;
export type SendFault = (typeof SEND_FAULTS)[number];

/** What can go wrong with one listing. */
export const LIST_FAULTS = ["none", "refused_login", "silent", "throttled", "without_event", "truncated"] as const;
export type ListFault = (typeof LIST_FAULTS)[number];

/** What a failed send tells: Transfer Family has one code for a connection that failed and one that was lost. */
const FAILURES: Readonly<Partial<Record<SendFault, readonly [code: string, message: string]>>> = {
  refused_login: ["CONNECTION_ERROR", "Authentication failed"],
  wrong_host_key: ["CONNECTION_ERROR", "The host key is none of the trusted host keys"],
  full_disk: ["WRITE_FILE_ERROR", "No space left on device"],
  half_a_file: ["CONNECTION_ERROR", "Connection lost"],
  lost_after_the_last_byte: ["CONNECTION_ERROR", "Connection lost"],
};

/** Which part of a file a fault leaves at the bank. */
const STORED: Readonly<Partial<Record<SendFault, number>>> = {
  none: 1,
  full_disk: 0.3,
  half_a_file: 0.5,
  lost_after_the_last_byte: 1,
  whole_and_silent: 1,
  answer_lost: 1,
};

/** A request that never came to an answer. */
export class AnswerLost extends Error {}

/** Faults in the order in which they come; none after the last. */
export interface Faults {
  readonly sends?: readonly SendFault[];
  readonly lists?: readonly ListFault[];
}

/**
 * A bank behind a connector: it stores what arrives, takes whole files away when it likes, and takes none twice. What
 * Transfer Family would tell stands in `events`, for a test to hand over late, twice or never.
 */
export class FakeBank {
  /** Files in the inbox, by name: bytes. */
  readonly inbox = new Map<string, number>();
  readonly accepted: string[] = [];
  duplicates = 0;
  /** When each send was begun. */
  readonly sentAt: number[] = [];
  listingsBegun = 0;
  readonly events: string[] = [];
  private readonly outputs = new Map<string, string>();
  private names = 0;

  constructor(
    private readonly now: () => number,
    private readonly bytesOf: (key: string) => number,
    private readonly faults: Faults = {},
  ) {}

  /** The bank takes whatever is whole. */
  collect(file: { readonly id: string; readonly bytes?: number }): void {
    const name = `${file.id}.ach`;
    if (this.inbox.get(name) !== file.bytes) return;
    this.inbox.delete(name);
    if (this.accepted.includes(name)) this.duplicates++;
    else this.accepted.push(name);
  }

  /** Whether the bank has a file whole, or has had it. */
  has(file: { readonly id: string; readonly bytes?: number }): boolean {
    const name = `${file.id}.ach`;
    return this.accepted.includes(name) || this.inbox.get(name) === file.bytes;
  }

  /** The connector as one instance of the function sees it. */
  courier(kill: Kill): Courier {
    return {
      send: (file) => kill.around(() => this.send(file)),
      list: (file) => kill.around(() => this.list(file)),
      listing: ({ id }, listingId) =>
        kill.around(() => {
          const text = this.outputs.get(listingId);
          return Promise.resolve(text === undefined ? undefined : readListingFile(text, id));
        }),
    };
  }

  private async send({ id, key = "" }: SentFile): Promise<SendAnswer> {
    const fault = this.faults.sends?.[this.sentAt.length] ?? "none";
    this.sentAt.push(this.now());
    const transferId = `transfer-${++this.names}`;
    if (fault === "throttled") return { outcome: "refused", code: "ThrottlingException" };
    const part = STORED[fault];
    if (part !== undefined) this.inbox.set(`${id}.ach`, Math.floor(this.bytesOf(key) * part));
    if (fault === "none" || fault === "answer_lost" || FAILURES[fault]) this.tellSend(key, transferId, fault);
    if (fault === "answer_lost" || fault === "request_lost") throw new AnswerLost();
    return Promise.resolve({ outcome: "taken", transferId });
  }

  private tellSend(key: string, transferId: string, fault: SendFault): void {
    const failure = FAILURES[fault];
    this.events.push(
      transferEvent(`SFTP Connector File Send ${failure ? "Failed" : "Completed"}`, {
        operation: "SEND",
        "transfer-id": transferId,
        "file-path": `/${BUCKET}/${key}`,
        "status-code": failure ? "FAILED" : "COMPLETED",
        ...(failure && { "failure-code": failure[0], "failure-message": failure[1] }),
        "remote-directory-path": "/inbox",
      }),
    );
  }

  private list({ id }: SentFile): Promise<ListAnswer> {
    const fault = this.faults.lists?.[this.listingsBegun] ?? "none";
    this.listingsBegun++;
    const listingId = `listing-${++this.names}`;
    if (fault === "throttled") return Promise.resolve({ outcome: "refused", code: "ThrottlingException" });
    if (fault === "silent") return Promise.resolve({ outcome: "taken", listingId });
    const isFailed = fault === "refused_login";
    if (!isFailed) {
      const files = [...this.inbox].map(([name, size]) => ({ filePath: `/inbox/${name}`, size }));
      const isCut = fault === "truncated";
      const listing = { files: isCut ? [] : files, paths: [{ path: "/inbox/old" }], truncated: isCut };
      this.outputs.set(listingId, JSON.stringify(listing));
    }
    if (fault !== "without_event") {
      this.events.push(
        transferEvent(`SFTP Connector Directory Listing ${isFailed ? "Failed" : "Completed"}`, {
          "listing-id": listingId,
          "output-directory-path": `/${BUCKET}/listings/inbox/${id}`,
          "remote-directory-path": "/inbox",
          "status-code": isFailed ? "FAILED" : "COMPLETED",
          ...(isFailed && { "failure-code": "CONNECTION_ERROR", "failure-message": "Authentication failed" }),
        }),
      );
    }
    return Promise.resolve({ outcome: "taken", listingId });
  }
}

/** An event as EventBridge has it. */
export function transferEvent(type: string, detail: object): string {
  return JSON.stringify({
    version: "0",
    id: "event-1",
    "detail-type": type,
    source: "aws.transfer",
    account: "111122223333",
    time: "2026-11-24T06:50:00Z",
    region: "us-west-2",
    resources: [`arn:aws:transfer:us-west-2:111122223333:connector/${CONNECTOR}`],
    detail: { "connector-id": CONNECTOR, url: "sftp://bank.example.com", ...detail },
  });
}
