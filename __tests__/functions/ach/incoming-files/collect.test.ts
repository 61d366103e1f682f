import { fetchListed, ListingError } from "../../../../functions/ach/incoming-files/collect";
import { IncomingMessageError, readMessage } from "../../../../functions/ach/incoming-files/message";
import { receive } from "../../../../functions/ach/incoming-files/receive";
import { incomingOf } from "../../../../functions/ach/incoming-files/items";
import { Kill } from "../../payments/support/kill";
import { World } from "../support/world";
import { BUCKET, Inbox } from "./support/inbox";

const KEY = "listings/outbox/c-0123456789abcdef0-1.json";

interface Listed {
  readonly filePath: string;
  readonly modifiedTimestamp?: string;
  readonly size?: number;
}

const file = (name: string, change: Partial<Listed> = {}): Listed => ({
  ...{ filePath: `/outbox/${name}`, modifiedTimestamp: "2026-11-24T07:00:00Z", size: 100 },
  ...change,
});

function event(type: string, detail: object = {}) {
  return {
    body: JSON.stringify({
      source: "aws.transfer",
      "detail-type": `SFTP Connector ${type}`,
      detail: {
        "connector-id": "c-0123456789abcdef0",
        "remote-directory-path": "/outbox",
        "output-file-location": { domain: "S3", bucket: BUCKET, key: KEY },
        ...detail,
      },
    }),
  };
}

/** Has a listing of files worked off. */
async function listed(
  inbox: Inbox,
  files: readonly Listed[],
  kill = new Kill(),
  truncated: boolean | string = "false",
) {
  inbox.bucket.put(KEY, JSON.stringify({ files, paths: [{ path: "/outbox/old" }], truncated }));
  await receive(inbox.parts(kill), event("Directory Listing Completed"));
}

describe("a message of the queue", () => {
  const body = (value: unknown) => JSON.stringify(value);

  it("is S3's, of objects that were created, whose names are as in a query string", () => {
    const s3 = (key: string, more: object = {}) => ({ bucket: { name: BUCKET }, object: { key, ...more } });
    const Records = [
      { eventName: "ObjectCreated:Put", s3: s3("incoming/a+b%23%C3%A9.ach", { versionId: "v1", size: 3 }) },
      { eventName: "ObjectCreated:CompleteMultipartUpload", s3: s3("incoming/c.ach", { versionId: null }) },
      { eventName: "ObjectRemoved:Delete", s3: s3("incoming/d.ach") },
    ];
    expect(readMessage(body({ Records }))).toEqual({
      kind: "objects",
      objects: [
        { bucket: BUCKET, key: "incoming/a b#é.ach", versionId: "v1" },
        { bucket: BUCKET, key: "incoming/c.ach" },
      ],
    });
    expect(readMessage(body({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket: BUCKET }))).toEqual({
      kind: "other",
    });
    const wrong = [{ eventName: "ObjectCreated:Put", s3: s3("%E0%A4%A") }];
    expect(() => readMessage(body({ Records: wrong }))).toThrow(IncomingMessageError);
  });

  it("is the connector's, or it is none, and shows nothing of itself", () => {
    const place = { connectorId: "c-0123456789abcdef0", folder: "/outbox", bucket: BUCKET, key: KEY };
    expect(readMessage(event("Directory Listing Completed").body)).toEqual({ kind: "listed", listing: place });
    expect(readMessage(event("File Send Completed").body)).toEqual({ kind: "other" });
    expect(readMessage(event("Directory Listing Completed", { "output-file-location": undefined }).body)).toEqual({
      kind: "other",
    });
    for (const text of ["4242", "no JSON", body({ source: "aws.s3" }), body({ Records: [{}] })]) {
      expect(() => readMessage(text)).toThrow("neither a notification of S3 nor an event of the connector");
    }
  });

  it("stays in the queue where it cannot be worked off, and is logged", async () => {
    const inbox = new Inbox(new World());
    await expect(receive(inbox.parts(), { body: "4242424242424242" })).rejects.toThrow(IncomingMessageError);
    expect(inbox.world.logged).toHaveLength(1);
    expect(inbox.world.logged.join("")).not.toContain("4242");
  });

  it("of another bucket, another folder or no file is done with", async () => {
    const inbox = new Inbox(new World());
    const s3 = (bucket: string, key: string) => ({
      body: JSON.stringify({
        Records: [{ eventName: "ObjectCreated:Put", s3: { bucket: { name: bucket }, object: { key } } }],
      }),
    });
    for (const message of [s3("other", "incoming/x"), s3(BUCKET, "outgoing/x"), s3(BUCKET, "incoming/sub/")]) {
      await receive(inbox.parts(), message);
    }
    expect(inbox.files()).toEqual([]);
    expect(inbox.world.counts).toEqual([]);
    // What is gone cannot be taken; somebody is told.
    await receive(inbox.parts(), s3(BUCKET, "incoming/gone"));
    expect(inbox.world.counts).toEqual(["ReturnsUnmatched"]);
  });
});

describe("collecting from the bank's folder", () => {
  it("fetches each file once, ten at a time, and again where it has changed", async () => {
    const inbox = new Inbox(new World());
    const files = Array.from({ length: 23 }, (_, place) => file(`f${place}.ach`));
    await listed(inbox, files);
    expect(inbox.outbox.fetched.map((paths) => paths.length)).toEqual([10, 10, 3]);
    expect(inbox.outbox.fetched.flat()).toEqual(files.map(({ filePath }) => filePath));
    await listed(inbox, files);
    expect(inbox.outbox.fetched).toHaveLength(3);
    await listed(inbox, [...files.slice(1), file("f0.ach", { size: 101 }), file("f1.ach", { modifiedTimestamp: "x" })]);
    expect(inbox.outbox.fetched[3]).toEqual(["/outbox/f0.ach", "/outbox/f1.ach"]);
  });

  it("asks again for what does not come, and tells of it from the third time on", async () => {
    const inbox = new Inbox(new World());
    const files = [file("late.csv"), file("there.csv")];
    await listed(inbox, files);
    await inbox.take("there.csv", "nothing");
    for (let turn = 0; turn < 3; turn++) {
      inbox.world.clock.milliseconds += 16 * 60_000;
      await listed(inbox, files);
    }
    expect(inbox.outbox.fetched.slice(1)).toEqual([["/outbox/late.csv"], ["/outbox/late.csv"], ["/outbox/late.csv"]]);
    expect(inbox.world.counts.filter((name) => name === "FilesUncollected")).toHaveLength(2);
  });

  it("takes files of the folder itself, with or without its path, and sizes and times that are not told", async () => {
    const inbox = new Inbox(new World());
    await listed(inbox, [{ filePath: "plain.ach" }, file("sub/x.ach"), file("")], new Kill(), true);
    expect(inbox.outbox.fetched).toEqual([["plain.ach"]]);
    expect(inbox.world.counts).toEqual(["ListingsTruncated"]);
    await listed(inbox, [{ filePath: "plain.ach" }]);
    expect(inbox.outbox.fetched).toHaveLength(1);
  });

  it("is finished by the next listings, whoever is killed when", async () => {
    for (let at = 1, over = false; !over; at++) {
      const inbox = new Inbox(new World());
      const kill = new Kill(at, at % 2 === 0 ? "before" : "after");
      await listed(inbox, [file("a"), file("b")], kill).catch(() => undefined);
      over = kill.calls < at;
      inbox.world.clock.milliseconds += 16 * 60_000;
      await listed(inbox, [file("a"), file("b")]);
      expect([...new Set(inbox.outbox.fetched.flat())].sort()).toEqual(["/outbox/a", "/outbox/b"]);
    }
  });

  it("leaves the listings of others alone", async () => {
    const inbox = new Inbox(new World());
    for (const detail of [
      { "connector-id": "c-ffffffffffffffff0" },
      { "remote-directory-path": "/inbox" },
      { "output-file-location": { bucket: BUCKET, key: "listings/inbox/x.json" } },
      { "output-file-location": { bucket: "other", key: KEY } },
    ]) {
      await receive(inbox.parts(), event("Directory Listing Completed", detail));
    }
    expect(inbox.outbox.fetched).toEqual([]);
    const { outbox: _outbox, ...parts } = inbox.parts();
    expect(await fetchListed(parts, { connectorId: "", folder: "", bucket: "", key: "" })).toBe(0);
  });

  it("raises an alarm where it fails", async () => {
    const inbox = new Inbox(new World());
    const failure = { "failure-code": "CONNECTION_ERROR" };
    await receive(inbox.parts(), event("Directory Listing Failed", failure));
    await receive(inbox.parts(), event("File Retrieve Failed", { "remote-directory-path": undefined }));
    expect(inbox.world.counts).toEqual(["CollectionsFailed", "CollectionsFailed"]);
    await receive(inbox.parts(), event("Directory Listing Failed", { "remote-directory-path": "/inbox" }));
    await receive(inbox.parts(), event("File Retrieve Failed", { "connector-id": "c-ffffffffffffffff0" }));
    expect(inbox.world.counts).toHaveLength(2);
  });

  it("tells what is wrong with a listing by its fields", async () => {
    const inbox = new Inbox(new World());
    const listing = { connectorId: "", folder: "", bucket: BUCKET, key: KEY };
    await expect(fetchListed(inbox.parts(), listing)).rejects.toThrow(ListingError);
    for (const [text, said] of [
      ["[", "no object"],
      ['{"files":[{"size":1}]}', "files.0.filePath"],
      [" ".repeat(5_000_001), "more than 5000000 bytes"],
    ] as const) {
      inbox.bucket.put(KEY, text);
      await expect(fetchListed(inbox.parts(), listing)).rejects.toThrow(said);
    }
  });
});

describe("an item that waits", () => {
  it("names its file by its key, whatever the name has in it", () => {
    expect(incomingOf({ pk: { S: "INCOMING#incoming%2Fa%23b" }, sk: { S: "FILE#v%231" } })).toEqual({
      key: "incoming/a#b",
      version: "v#1",
    });
    expect(() => incomingOf({ pk: { S: "FILE#x" }, sk: { S: "FILE" } })).toThrow("no incoming file by its key");
  });
});
