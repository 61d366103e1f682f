import { createHash } from "node:crypto";
import type { JsonObject } from "../../answers";
import { textOf } from "../../answers";
import { EmulatorCallError, type EmulatorClient } from "../../emulator-client";

/** A line of an access log: the format with its variables filled in; what is not known is a hyphen. */
export function accessLogLine(format: string, context: Readonly<JsonObject>): string {
  return format.replaceAll(
    /\$(?:\{context\.([\w.-]+)\}|context\.(\w+(?:\.[\w-]+)*))/g,
    (_whole, braced?: string, bare?: string) => {
      const text = textOf(context[braced ?? bare ?? ""]);
      return text === "" ? "-" : text;
    },
  );
}

/** Writes lines into the log groups of stages. */
export class AccessLogs {
  readonly #emulator: EmulatorClient;
  readonly #streams = new Set<string>();

  constructor(emulator: EmulatorClient) {
    this.#emulator = emulator;
  }

  /** @throws EmulatorCallError where there is no such group. */
  async write(
    region: string,
    group: string,
    apiId: string,
    stage: string,
    message: string,
    timestamp: number,
  ): Promise<void> {
    const logStreamName = createHash("md5").update(`${apiId}/${stage}`).digest("hex");
    const logs = (operation: string, input: JsonObject): Promise<JsonObject> =>
      this.#emulator.json("logs", region, `Logs_20140328.${operation}`, {
        logGroupName: group,
        logStreamName,
        ...input,
      });
    const put = (): Promise<JsonObject> => logs("PutLogEvents", { logEvents: [{ timestamp, message }] });
    const key = `${region}/${group}/${logStreamName}`;
    if (!this.#streams.has(key)) {
      await logs("CreateLogStream", {}).catch((error: unknown) => {
        if (!(error instanceof EmulatorCallError && error.message.includes("ResourceAlreadyExists"))) throw error;
      });
      this.#streams.add(key);
    }
    try {
      await put();
    } catch (error) {
      // The group may have been made anew since.
      this.#streams.delete(key);
      throw error;
    }
  }
}
