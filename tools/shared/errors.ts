/** An error meant for the person at the terminal: its message says what is wrong and what to do; a stack trace would only hide it. */
export class ToolError extends Error {
  override readonly name: string = "ToolError";
}

/** Runs a tool's main function, which returns the exit code; a `ToolError` ends the process with its message, anything else is a bug and keeps its trace. */
export async function runTool(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${error instanceof ToolError ? error.message : describeBug(error)}\n`);
  }
}

function describeBug(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
