import { PlatformError } from "../../../functions/shared/errors";
import { maskError } from "../../../functions/shared/logging";

/** As in a bundle, where classes have no names of their own. */
const minified = () => {
  class X extends PlatformError {
    readonly code = "settlement_missing";
  }
  return new X("The settlement is not there.");
};

describe("an error of the platform", () => {
  it("is named by its code, whatever its class is called in a bundle", () => {
    expect(minified().name).toBe("settlement_missing");
    expect(String(minified())).toBe("settlement_missing: The settlement is not there.");
  });

  it("is named so in logs too", () => {
    expect(maskError(minified())).toMatchObject({
      name: "settlement_missing",
      message: "The settlement is not there.",
    });
  });

  it("keeps what caused it", () => {
    const cause = new Error("reset");
    class Y extends PlatformError {
      readonly code = "y";
    }
    expect(new Y("late", { cause }).cause).toBe(cause);
  });
});
