import { ensureVirtualEnvironment } from "../../local/emulator/venv";
import { EmbeddedAwsError } from "../../local/errors";
import { runTool, ToolError } from "../shared/errors";
import { toolchain } from "./toolchain";

/** Set-up after the npm packages: Terraform, the AWS provider's mirror, the emulator. Says nothing when nothing is missing. */
async function main(): Promise<number> {
  await toolchain({ tell });
  try {
    await ensureVirtualEnvironment(tell);
  } catch (error) {
    throw error instanceof EmbeddedAwsError ? new ToolError(error.message, { cause: error }) : error;
  }
  return 0;
}

function tell(line: string): void {
  process.stderr.write(`set-up: ${line}\n`);
}

void runTool(main);
