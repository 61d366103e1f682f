import { emptyAnswer, jsonAnswer } from "../../../local/gateway/answers";
import { chain } from "../../../local/gateway/correction";
import type { Correction } from "../../../local/gateway/correction";
import { bodyOf, fakeUpstream, jsonCall } from "./fake-upstream";

describe("a chain of corrections", () => {
  const marking = (mark: string, service = "kms", operations?: readonly string[]): Correction => ({
    subject: mark,
    service,
    operations,
    handle: async (request, forward) => {
      const response = await forward(request);
      return jsonAnswer(200, { marks: [...((bodyOf(response)["marks"] as string[] | undefined) ?? []), mark] });
    },
  });

  it("gives a request to those of its service and operation alone, the first seeing the answer last", async () => {
    const { forward, requests } = fakeUpstream();
    const handle = chain(
      [marking("a"), marking("b", "s3"), marking("c", "kms", ["Encrypt"]), marking("d", "kms", ["Decrypt"])],
      forward,
    );
    expect(bodyOf(await handle(jsonCall("kms", "TrentService.Decrypt", {})))).toEqual({ marks: ["d", "a"] });
    expect(requests).toHaveLength(1);
  });

  it("passes on what no correction is for", async () => {
    const { forward } = fakeUpstream(() => emptyAnswer(204));
    expect(await chain([marking("a", "s3")], forward)(jsonCall("kms", "TrentService.Decrypt", {}))).toMatchObject({
      status: 204,
    });
  });
});
