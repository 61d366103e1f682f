import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { clockFileIn, startEmulator } from "../../local/emulator/emulator";
import { ensureVirtualEnvironment } from "../../local/emulator/venv";
import { PythonMissingError } from "../../local/errors";
import { emulatorClient } from "../../local/gateway/emulator-client";
import { EmulatorConnection } from "../../local/gateway/emulator-connection";
import { openFrontDoor } from "../../local/gateway/front-door";
import { makeGateway } from "../../local/gateway/gateway";
import { systemClock } from "../../local/gateway/ports";
import type { Forward } from "../../local/gateway/request";
import type { Skipped } from "./figure";

const REGION = "us-east-1";
const ACCOUNT = "123456789012";
const CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" };

/** An embedded AWS without pumps and alarms. */
export interface BenchAws {
  /** Port of the front door, as everybody uses it. */
  readonly frontDoor: number;
  /** Port of the emulator behind it. */
  readonly emulator: number;
  /** A folder that lasts as long as it does. */
  readonly directory: string;
}

/** How a client of the SDK reaches a port of it; it never tries again, so that every failure shows. */
export function clientOf(port: number) {
  return { endpoint: `http://127.0.0.1:${port}`, region: REGION, credentials: CREDENTIALS, maxAttempts: 1 };
}

/** The variables by which a process of its own reaches a port of it. */
export function variablesOf(port: number): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
  };
}

/**
 * Runs an embedded AWS for the time of some work; skipped where the machine has no Python for it.
 *
 * @param around wraps the front door's handling of each request. @default nothing
 */
export async function withEmbeddedAws<Value>(
  work: (aws: BenchAws) => Promise<Value>,
  around: (handle: Forward) => Forward = (handle) => handle,
): Promise<Value | Skipped> {
  try {
    return await withEmulator(await ensureVirtualEnvironment(), work, around);
  } catch (error) {
    if (error instanceof PythonMissingError) return { skipped: error.message };
    throw error;
  }
}

async function withEmulator<Value>(
  python: string,
  work: (aws: BenchAws) => Promise<Value>,
  around: (handle: Forward) => Forward,
): Promise<Value> {
  const directory = mkdtempSync(path.join(tmpdir(), "payments-bench-aws-"));
  const frontDoor = await openFrontDoor(0);
  try {
    const options = { python, frontDoorPort: frontDoor.port, directory, iam: true, region: REGION, account: ACCOUNT };
    const emulator = await startEmulator(options);
    const connection = new EmulatorConnection(emulator.port);
    try {
      const gateway = makeGateway({
        send: connection.send,
        emulator: emulatorClient(connection.send),
        account: ACCOUNT,
        clock: systemClock,
        clockFile: clockFileIn(directory),
        log: () => {},
      });
      frontDoor.serve(around(gateway.handle));
      return await work({ frontDoor: frontDoor.port, emulator: emulator.port, directory });
    } finally {
      connection.close();
      await emulator.stop();
    }
  } finally {
    await frontDoor.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
