import { spawn } from "node:child_process";
import { hostEnvironment } from "../shared/environment";
import { runTool, ToolError } from "../shared/errors";
import { toolchain } from "./toolchain";

/** Runs a command where Terraform and its provider are found: `node tools/run.mjs tools/setup/with-toolchain.ts npx cdktf synth`. */
async function main(): Promise<number> {
  const [command, ...parameters] = process.argv.slice(2);
  if (command === undefined)
    throw new ToolError("usage: node tools/run.mjs tools/setup/with-toolchain.ts COMMAND [PARAMETER...]");
  const { environment } = await toolchain();
  const child = spawn(command, parameters, { stdio: "inherit", env: { ...hostEnvironment(), ...environment } });
  return new Promise((resolve, reject) => {
    child.on("error", (error) => {
      reject(new ToolError(`${command} could not be started: ${error.message}`));
    });
    child.on("close", (code) => {
      resolve(code ?? 1);
    });
  });
}

void runTool(main);
