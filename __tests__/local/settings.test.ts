import { devNull } from "node:os";
import { emulatorEnvironment } from "../../local/emulator/emulator";
import { isSupportedPython } from "../../local/emulator/venv";
import { PortTakenError, PythonMissingError, VirtualEnvironmentError } from "../../local/errors";
import { portFrom } from "../../local/settings";
import { environmentFor } from "../../local/up";

describe("EMBEDDED_AWS_PORT", () => {
  it("is 4566 where it is not set", () => {
    expect(portFrom({})).toBe(4566);
    expect(portFrom({ EMBEDDED_AWS_PORT: "" })).toBe(4566);
  });

  it("is the port that it names", () => {
    expect(portFrom({ EMBEDDED_AWS_PORT: "4700" })).toBe(4700);
  });

  it.each(["x", "-1", "65536", "45.5"])("refuses %s, naming the setting and what is allowed", (text) => {
    expect(() => portFrom({ EMBEDDED_AWS_PORT: text })).toThrow(
      `EMBEDDED_AWS_PORT is "${text}"; allowed: a port from 1 to 65535`,
    );
  });
});

describe("the Python that runs the emulator", () => {
  it.each([
    ["Python 3.10.0", true],
    ["Python 3.14.1\n", true],
    ["Python 4.0.0", true],
    ["Python 3.9.18", false],
    ["Python 2.7.18", false],
    ["", false],
  ])("%j is new enough: %s", (text, enough) => {
    expect(isSupportedPython(text)).toBe(enough);
  });
});

describe("errors of the embedded AWS", () => {
  it("say what to do", () => {
    expect(new PortTakenError(4566).message).toMatch(/port 4566 .* EMBEDDED_AWS_PORT/);
    expect(new PythonMissingError(["python3 is Python 3.8.1"]).message).toMatch(
      /3\.10 or newer.*found python3 is Python 3\.8\.1.*apt-get install/s,
    );
    expect(new PythonMissingError([]).message).toContain("found none");
    const failed = Object.assign(new Error("exit 1"), { stderr: "no matching distribution\n" });
    expect(new VirtualEnvironmentError("installing the pinned emulator", failed).message).toMatch(
      /^installing the pinned emulator failed: no matching distribution\n.*PIP_INDEX_URL/,
    );
  });
});

describe("the environments", () => {
  it("of Terraform and SDKs names the endpoint, root, and nothing of the user's own configuration", () => {
    expect(environmentFor("http://127.0.0.1:4566", "us-east-1")).toMatchObject({
      AWS_ENDPOINT_URL: "http://127.0.0.1:4566",
      HTTP_PROXY: "http://127.0.0.1:4566",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SESSION_TOKEN: "",
      AWS_PROFILE: "",
      AWS_CONFIG_FILE: devNull,
    });
  });

  it("of the emulator is complete in itself: no variable of the host but the path of Node", () => {
    const environment = emulatorEnvironment(
      { python: "python", frontDoorPort: 4566, directory: "/d", iam: true, region: "us-east-1", account: "1" },
      "/d/tmp",
    );
    expect(environment).toMatchObject({ AUTH: "true", GATEWAY_PORT: "4566", TMPDIR: "/d/tmp", HOME: "/d/tmp" });
    expect(environment["EMBEDDED_AWS_CLOCK"]).toBe("/d/tmp/clock");
    expect(environment["NODE_OPTIONS"]).toMatch(/^--require ".*moved-clock\.js"$/);
    expect(Object.keys(environment).filter((name) => name.startsWith("AWS_") || name.startsWith("npm_"))).toEqual([]);
  });
});
