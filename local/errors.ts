/** Base of the embedded AWS's own errors: each message says what is wrong and what to do, for the person who started it. */
export class EmbeddedAwsError extends Error {
  override readonly name: string = "EmbeddedAwsError";
}

/** The front door's port is in use. */
export class PortTakenError extends EmbeddedAwsError {
  override readonly name = "PortTakenError";
  constructor(port: number) {
    super(
      `port ${port} of 127.0.0.1 is in use, so the embedded AWS cannot listen there. ` +
        `If it is an embedded AWS that was left running, stop it (make stop); else choose another port with EMBEDDED_AWS_PORT.`,
    );
  }
}

/** The folder is in use by another embedded AWS. */
export class FolderTakenError extends EmbeddedAwsError {
  override readonly name = "FolderTakenError";
  constructor(directory: string, running: { readonly pid: number; readonly port: number }) {
    super(
      `an embedded AWS runs already from ${directory} (process ${running.pid}, port ${running.port}); ` +
        `stop it (make stop), or give this one another folder.`,
    );
  }
}

/** No Python that can run the emulator. */
export class PythonMissingError extends EmbeddedAwsError {
  override readonly name = "PythonMissingError";
  constructor(seen: readonly string[]) {
    super(
      `the embedded AWS needs Python 3.10 or newer as \`python3\`; found ${seen.length === 0 ? "none" : seen.join(", ")}. ` +
        `Install it with the system's packages (Debian, Ubuntu: apt-get install python3 python3-venv; macOS: brew install python3).`,
    );
  }
}

/** A step of making the virtual environment failed. */
export class VirtualEnvironmentError extends EmbeddedAwsError {
  override readonly name = "VirtualEnvironmentError";
  constructor(step: string, cause: unknown) {
    const detail = cause instanceof Error && "stderr" in cause ? String(cause.stderr) : String(cause);
    super(
      `${step} failed: ${detail.trim()}\n` +
        `It needs Python's venv module (Debian, Ubuntu: apt-get install python3-venv) and a reachable Python package index (PIP_INDEX_URL, PIP_CERT).`,
      { cause },
    );
  }
}

/** The emulator ended, or did not start in time. */
export class EmulatorFailedError extends EmbeddedAwsError {
  override readonly name = "EmulatorFailedError";
  constructor(what: string, logFile: string) {
    super(`the emulator ${what}; its log is ${logFile}`);
  }
}
