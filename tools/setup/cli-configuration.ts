import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";

/** Terraform's settings for a mirror: the AWS provider comes from there alone, all others from their registries. */
export function cliConfiguration(mirror: string): string {
  const provider = '"registry.terraform.io/hashicorp/aws"';
  return [
    "# Written by `make setup`. Names a folder of this machine: not for the repository.",
    "provider_installation {",
    "  filesystem_mirror {",
    `    path    = ${hclText(mirror)}`,
    `    include = [${provider}]`,
    "  }",
    "  direct {",
    `    exclude = [${provider}]`,
    "  }",
    "}",
    "",
  ].join("\n");
}

/** Writes the settings file when it says something else, and returns its path; a reader never sees half of it. */
export async function writeCliConfiguration(folder: string, text: string): Promise<string> {
  const file = path.join(folder, "terraform.tfrc");
  const seen = await readFile(file, "utf8").catch(() => undefined);
  if (seen === text) return file;
  await mkdir(folder, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, text);
  await rename(unfinished, file);
  return file;
}

/** A text between quotes in HCL, where `${` and `%{` begin a template. */
function hclText(text: string): string {
  return JSON.stringify(text).replaceAll(/[$%](?=\{)/g, (mark) => mark + mark);
}
