import * as z from "zod/mini";
import { EnvironmentError, readEnvironment } from "../../../functions/shared/environment";

const schema = z.object({
  TABLE_NAME: z.string("must be a table name").check(z.minLength(3, "must have 3 characters or more")),
  SECONDS: z._default(z.string("must be seconds").check(z.regex(/^\d+$/, "must be seconds")), "300"),
});

describe("reading the environment", () => {
  it("gives what is there, and defaults for what may be missing", () => {
    expect(readEnvironment(schema, { TABLE_NAME: "vault" })).toEqual({ TABLE_NAME: "vault", SECONDS: "300" });
  });

  it("reads the process's own unless another is given", () => {
    expect(readEnvironment(z.object({ NODE_ENV: z.literal("test") }))).toEqual({ NODE_ENV: "test" });
  });

  it("names all faults at once and shows no value", () => {
    const read = () => readEnvironment(schema, { TABLE_NAME: "x!", SECONDS: "secret" });
    expect(read).toThrow(EnvironmentError);
    expect(read).toThrow(
      "The environment is not what the function needs:\nTABLE_NAME: must have 3 characters or more\nSECONDS: must be seconds",
    );
    expect(read).not.toThrow(/secret|x!/);
  });
});
