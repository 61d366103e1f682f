import { bannedCalls } from "./banned-calls";
import { cardNumbers } from "./card-numbers";
import { changelogForm } from "./changelog";
import { liveLinks, moduleReadmes } from "./documents";
import { fileLength } from "./file-length";
import { leftoverNotes, suppressions } from "./leftovers";
import { lockFile } from "./lock-file";
import { downloads, machinePaths } from "./places";
import type { FileRule, TreeRule } from "./rule";
import { secrets } from "./secrets";
import { honestTests } from "./tests";
import { textForm } from "./text-form";
import { noAny } from "./types";

const FILE_RULES: readonly FileRule[] = [
  fileLength,
  textForm,
  leftoverNotes,
  suppressions,
  noAny,
  bannedCalls,
  honestTests,
  machinePaths,
  downloads,
  lockFile,
  secrets,
  cardNumbers,
];

/** Every house rule, each of them over all files. */
export const HOUSE_RULES: readonly TreeRule[] = [
  ...FILE_RULES.map(({ name, check }) => ({
    name,
    check: (files: Parameters<TreeRule["check"]>[0]) => files.flatMap(check),
  })),
  liveLinks,
  moduleReadmes,
  changelogForm,
];
