import type { JsonObject } from "../../../../local/gateway/answers";
import { listIn, objectIn, textIn } from "../../../../local/gateway/answers";
import type { SourceCall } from "../../../../local/pumps/pump";

/** A queue in memory: what was received stays invisible until it is deleted or made visible. */
export class FakeQueue {
  readonly calls: { readonly operation: string; readonly input: JsonObject }[] = [];
  visible: string[] = [];
  inFlight: string[] = [];
  deleted: string[] = [];
  /** Refuses the next calls. */
  broken: Error | undefined;

  readonly call: SourceCall = async (_service, target, input) => {
    const operation = target.split(".")[1] ?? "";
    this.calls.push({ operation, input });
    if (this.broken !== undefined) throw this.broken;
    if (operation === "ReceiveMessage") return this.#receive(Number(input["MaxNumberOfMessages"]));
    for (const entry of listIn(input["Entries"])) this.#delete(textIn(objectIn(entry)["ReceiptHandle"]));
    return {};
  };

  /** What failed is visible again. */
  timeOut(): void {
    this.visible.push(...this.inFlight.splice(0));
  }

  #receive(count: number): JsonObject {
    const taken = this.visible.splice(0, count);
    this.inFlight.push(...taken);
    return {
      Messages: taken.map((body) => ({
        MessageId: `id-${body}`,
        ReceiptHandle: body,
        Body: body,
        MD5OfBody: "md5",
        Attributes: { ApproximateReceiveCount: "1" },
        MessageAttributes: { colour: { StringValue: "blue", DataType: "String" } },
        MD5OfMessageAttributes: "md5",
      })),
    };
  }

  #delete(body: string): void {
    this.inFlight = this.inFlight.filter((each) => each !== body);
    this.deleted.push(body);
  }
}
