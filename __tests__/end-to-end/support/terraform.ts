import { toolchain } from "../../../tools/setup/toolchain";
import { type Ended, run } from "../../../tools/shared/process";
import { readPlatform } from "./platform";

/** Runs the real Terraform in a folder against the embedded AWS. */
export async function terraform(folder: string, ...parameters: readonly string[]): Promise<Ended> {
  const { terraform: binary, environment } = await toolchain();
  const host = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", TF_IN_AUTOMATION: "1" };
  return run(binary, parameters, { folder, environment: { ...host, ...environment, ...readPlatform().variables } });
}

/** As `terraform`, for a call that must succeed: its faults are the error. */
export async function terraformOk(folder: string, ...parameters: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await terraform(folder, ...parameters);
  if (code !== 0)
    throw new Error(
      `terraform ${parameters.join(" ")} ended with code ${String(code)}:\n${stdout.slice(-3000)}\n${stderr}`,
    );
  return stdout;
}
