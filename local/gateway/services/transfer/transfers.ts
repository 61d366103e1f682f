import { randomUUID } from "node:crypto";
import { type JsonObject, listIn, textIn } from "../../answers";
import type { CorrectionContext } from "../../correction";
import type { Forward } from "../../request";
import type { Connector } from "./connectors";
import { failureOf } from "./failure";
import { invalid } from "./refusal";
import { connectSftp, type SftpConnection } from "./sftp-client";
import { type ConnectorStorage, connectorStorage, type ObjectPlace } from "./storage";

/** What transfers are carried out with. */
export interface TransferParts extends Pick<CorrectionContext, "clock" | "emulator" | "log"> {
  readonly send: Forward;
}

/** A transfer that has begun: its answer, and its end, which never fails. */
export interface Begun {
  readonly answer: JsonObject;
  readonly done: Promise<void>;
}

/** Transfer Family: paths of one StartFileTransfer, and items of one listing. */
const PATHS_MAX = 10;
const LISTED_DEFAULT = 1000;
const LISTED_MAX = 200_000;

/** Sends objects to the server's folder, or fetches files into a bucket; each has a result event of its own. @throws TransferRefusal */
export function startFileTransfer(parts: TransferParts, connector: Connector, input: JsonObject): Begun {
  const sendPaths = listIn(input["SendFilePaths"]).map(textIn);
  const retrievePaths = listIn(input["RetrieveFilePaths"]).map(textIn);
  const paths = sendPaths.length > 0 ? sendPaths : retrievePaths;
  if (sendPaths.length > 0 === retrievePaths.length > 0)
    throw invalid("Either SendFilePaths or RetrieveFilePaths must be specified, and not both.");
  if (paths.length > PATHS_MAX) throw invalid(`At most ${PATHS_MAX} file paths are allowed.`);
  if (input["CustomHttpHeaders"] !== undefined) throw invalid("CustomHttpHeaders are for AS2 connectors alone.");
  const transferId = randomUUID();
  const remote = textIn(input["RemoteDirectoryPath"]);
  const local = textIn(input["LocalDirectoryPath"]);
  const works =
    sendPaths.length > 0
      ? sendPaths.map((path) => sending(path, placeOf(path), remote))
      : retrievePaths.map((path) => retrieving(path, placeIn(local, path), local));
  return {
    answer: { TransferId: transferId },
    done: carryOut(
      parts,
      connector,
      works.map((work) => ({
        ...work,
        facts: { ...work.facts, "transfer-id": transferId, "file-transfer-id": `${transferId}/${randomUUID()}` },
      })),
    ),
  };
}

/** Lists a folder of the server's into an object. @throws TransferRefusal */
export function startDirectoryListing(parts: TransferParts, connector: Connector, input: JsonObject): Begun {
  const folder = textIn(input["RemoteDirectoryPath"]);
  const output = textIn(input["OutputDirectoryPath"]);
  const max = Number(input["MaxItems"] ?? LISTED_DEFAULT);
  if (folder === "") throw invalid("RemoteDirectoryPath must be specified.");
  if (!Number.isInteger(max) || max < 1 || max > LISTED_MAX) throw invalid(`MaxItems: allowed: 1 to ${LISTED_MAX}`);
  const listingId = randomUUID();
  const name = `${connector.id}-${listingId}.json`;
  const place = placeIn(output, name);
  const facts = {
    "listing-id": listingId,
    "max-items": max,
    "output-directory-path": output,
    "remote-directory-path": folder,
  };
  return {
    answer: { ListingId: listingId, OutputFileName: name },
    done: carryOut(parts, connector, [listing(folder, place, max, facts)]),
  };
}

/** One piece of work with a result event. */
interface Work {
  /** `SFTP Connector File Send`, to which the event adds how it went. */
  readonly what: string;
  /** Of the event's detail, however it goes. */
  readonly facts: JsonObject;
  /** Of the detail where it failed. */
  readonly failed: JsonObject;
  /** Does it. @returns what the detail has where it succeeded. @throws TransferFailure */
  readonly run: (sftp: SftpConnection, storage: ConnectorStorage) => Promise<JsonObject>;
}

function sending(path: string, place: ObjectPlace, remote: string): Work {
  const name = place.key.split("/").at(-1) ?? place.key;
  return {
    what: "SFTP Connector File Send",
    facts: {
      operation: "SEND",
      "file-path": path,
      "remote-directory-path": remote,
      "local-file-location": { domain: "S3", ...place },
    },
    failed: { bytes: 0 },
    run: async (sftp, storage) => {
      const bytes = await storage.read(place);
      await sftp.put(`${remote.replace(/\/$/, "")}/${name}`, bytes);
      return { bytes: bytes.length };
    },
  };
}

function retrieving(path: string, place: ObjectPlace, local: string): Work {
  return {
    what: "SFTP Connector File Retrieve",
    facts: {
      operation: "RETRIEVE",
      "file-path": path,
      "local-directory-path": local,
      "local-file-location": { domain: "S3", ...place },
    },
    failed: { bytes: 0 },
    run: async (sftp, storage) => {
      const bytes = await sftp.get(path);
      await storage.write(place, bytes);
      return { bytes: bytes.length };
    },
  };
}

function listing(folder: string, place: ObjectPlace, max: number, facts: JsonObject): Work {
  return {
    what: "SFTP Connector Directory Listing",
    facts,
    failed: {},
    run: async (sftp, storage) => {
      const all = await sftp.list(folder);
      const shown = all.slice(0, max);
      const truncated = all.length > max;
      const files = shown
        .filter(({ isFolder }) => !isFolder)
        .map(({ path, bytes, modifiedAt }) => ({
          filePath: path,
          modifiedTimestamp: new Date(modifiedAt).toISOString().replace(/\.\d{3}Z$/, "Z"),
          size: bytes,
        }));
      const paths = shown.filter(({ isFolder }) => isFolder).map(({ path }) => ({ path }));
      await storage.write(place, Buffer.from(JSON.stringify({ files, paths, truncated: String(truncated) })));
      return { "item-count": shown.length, truncated, "output-file-location": { domain: "S3", ...place } };
    },
  };
}

/** Carries works out over one connection, one after the other, and tells of each how it went. */
async function carryOut(parts: TransferParts, connector: Connector, works: readonly Work[]): Promise<void> {
  const side = await openBoth(parts, connector).catch((error: unknown) => failureOf(error));
  for (const { what, facts, failed, run } of works) {
    const started = parts.clock();
    const result = await (side instanceof Error ? Promise.reject(side) : run(side.sftp, side.storage)).catch(
      (error: unknown) => failureOf(error),
    );
    const common = {
      "connector-id": connector.id,
      url: connector.url,
      ...facts,
      "start-timestamp": new Date(started).toISOString(),
      "end-timestamp": new Date(parts.clock()).toISOString(),
    };
    const isFailed = result instanceof Error;
    if (isFailed) parts.log(`${connector.id} ${what}: ${result.code} ${result.message}`);
    await tell(parts, connector, `${what} ${isFailed ? "Failed" : "Completed"}`, {
      ...common,
      ...(isFailed
        ? {
            ...failed,
            "status-code": "FAILED",
            "failure-code": result.code,
            "failure-message": result.message,
          }
        : { ...result, "status-code": "COMPLETED" }),
    });
  }
  if (!(side instanceof Error)) side.sftp.close();
}

async function openBoth(
  parts: TransferParts,
  connector: Connector,
): Promise<{ readonly sftp: SftpConnection; readonly storage: ConnectorStorage }> {
  const storage = await connectorStorage(parts, connector);
  const { url, trustedHostKeys } = connector;
  const sftp = await connectSftp({ url, trustedHostKeys, ...(await storage.user()) });
  return { sftp, storage };
}

/** Puts a result event on the default bus. What cannot be told is in the front door's log. */
async function tell(parts: TransferParts, { arn, region }: Connector, type: string, detail: JsonObject): Promise<void> {
  const entry = { Source: "aws.transfer", DetailType: type, Resources: [arn], Detail: JSON.stringify(detail) };
  try {
    await parts.emulator.json("events", region, "AWSEvents.PutEvents", { FromAwsService: true, Entries: [entry] });
  } catch (error) {
    parts.log(`no event "${type}" of ${arn}: ${String(error)}`);
  }
}

/** The object of a path such as `/bucket/folder/file`. @throws TransferRefusal */
function placeOf(path: string): ObjectPlace {
  const [, bucket, key] = /^\/?([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(.+)$/.exec(path) ?? [];
  if (bucket === undefined || key === undefined) throw invalid(`Invalid path: ${path}. Allowed: /bucket/key`);
  return { bucket, key };
}

/** The object that a file becomes in a folder such as `/bucket/folder`. @throws TransferRefusal */
function placeIn(folder: string, path: string): ObjectPlace {
  return placeOf(`${folder.replace(/\/$/, "")}/${path.split("/").at(-1) ?? ""}`);
}
