import { emptyAnswer, jsonAnswer } from "../../../local/gateway/answers";
import { isServed, namingFailures, refuseService } from "../../../local/gateway/refusals";
import { bodyOf, fakeUpstream, jsonCall, restCall } from "./fake-upstream";

describe("services that are not served", () => {
  const call = jsonCall("frauddetector", "AWSHawksNestServiceFacade.GetEventPrediction", {});

  it("are told from those that are, and from unsigned requests", () => {
    expect(isServed(call)).toBe(false);
    expect(isServed(jsonCall("kms", "TrentService.Decrypt", {}))).toBe(true);
    expect(isServed({ ...call, service: "" })).toBe(true);
  });

  it("are refused by a 400 that names service and operation", () => {
    const response = refuseService(call);
    expect(response.status).toBe(400);
    expect(bodyOf(response)["message"]).toBe("The embedded AWS does not serve frauddetector (GetEventPrediction).");
  });
});

describe("failures of the emulator", () => {
  const answering = (status: number): ReturnType<typeof namingFailures> =>
    namingFailures(
      fakeUpstream(() => (status === 200 ? jsonAnswer(200, {}) : jsonAnswer(status, { message: "KeyError: 'x'" })))
        .forward,
      () => {},
    );

  it("become a 400 that names the call, since a 500 is repeated up to 25 times", async () => {
    const response = await answering(500)(restCall("lambda", "POST", "/2015-03-31/functions"));
    expect(response.status).toBe(400);
    expect(bodyOf(response)["message"]).toMatch(/^The embedded AWS failed at lambda CreateFunction: .*KeyError/);
  });

  it("are told in the log", async () => {
    const lines: string[] = [];
    await namingFailures(fakeUpstream(() => emptyAnswer(503)).forward, (line) => lines.push(line))(
      jsonCall("kms", "TrentService.Sign", {}),
    );
    expect(lines).toEqual([expect.stringContaining("The embedded AWS failed at kms Sign: 503")]);
  });

  it("are named too where no answer comes", async () => {
    const gone = namingFailures(
      () => Promise.reject(new Error("connect ECONNREFUSED")),
      () => {},
    );
    const response = await gone(jsonCall("kms", "TrentService.Sign", {}));
    expect(bodyOf(response)["message"]).toBe("The embedded AWS failed at kms Sign: Error: connect ECONNREFUSED");
  });

  it("are not other answers, nor a function's own 502 through an API", async () => {
    expect((await answering(200)(jsonCall("kms", "TrentService.Sign", {}))).status).toBe(200);
    expect((await answering(404)(jsonCall("kms", "TrentService.Sign", {}))).status).toBe(404);
    expect((await answering(502)({ ...jsonCall("kms", "x", {}), service: "" })).status).toBe(502);
  });
});
