import type { Context } from "aws-lambda";
import type { Log } from "../../../functions/shared/logging";
import { refuse, TOKEN_NOT_FOUND } from "../../../functions/vault/results";
import { serve } from "../../../functions/vault/serve";
import { VISA } from "./support/cards";

const context = { awsRequestId: "request-1" } as Context;
const makeLog = () =>
  ({ info: jest.fn(), warn: jest.fn(), error: jest.fn(), addContext: jest.fn() }) satisfies Record<
    keyof Log,
    jest.Mock
  >;

describe("a vault function's handler", () => {
  it("does its work with the request's id, answers, and logs nothing of either", async () => {
    const log = makeLog();
    const work = jest.fn().mockResolvedValue({ ok: true, number: VISA });
    expect(await serve(log, work)({ token: "tok_1" }, context)).toEqual({ ok: true, number: VISA });
    expect(work).toHaveBeenCalledWith({ token: "tok_1" }, "request-1");
    expect(log.info.mock.calls).toEqual([["answered"]]);
  });

  it("logs of a refusal which fields and which codes", async () => {
    const log = makeLog();
    const answer = refuse(TOKEN_NOT_FOUND);
    expect(await serve(log, () => Promise.resolve(answer))({}, context)).toEqual(answer);
    expect(log.warn.mock.calls).toEqual([["refused", { faults: [{ code: "token_not_found", param: "token" }] }]]);
  });

  it("throws an error on under its name with its text masked", async () => {
    const log = makeLog();
    const failing = serve(log, () => Promise.reject(new RangeError(`bad ${VISA}`)));
    await expect(failing({}, context)).rejects.toMatchObject({
      name: "RangeError",
      message: "bad [card number removed]",
      stack: expect.not.stringContaining(VISA) as unknown,
    });
    expect(log.error).toHaveBeenCalledTimes(1);
  });

  it("throws an error where something else was thrown", async () => {
    // As code that is not ours may do.
    const failing = serve(makeLog(), () => Promise.reject(VISA as unknown as Error));
    await expect(failing({}, context)).rejects.toThrow("Something that is no error was thrown.");
  });
});
