/**
 * Which room may import what: the *never* list of the design, decided from two paths. A path is relative to the repository with slashes;
 * an import of our own source is resolved to such a path, without extension, before it is judged.
 */
import path from "node:path";

/** Rooms that ship: what runs in an account, and what puts it there. */
const PRODUCT = ["functions", "modules", "environments", "cli", "examples", "main", "bootstrap"];

/** File names in a function's room that stand between its decisions and AWS. */
const ADAPTER = /(^|-)(store(-[a-z]+)*|kms|clients|adapter|encryptor|dynamodb)\.ts$|\.handler\.ts$/;

const INFRASTRUCTURE = /^(cdktf|cdktn|constructs|@cdktf\/.*|@cdktn\/.*|provider-aws-21(\/.*)?)$/;
const AWS_SDK = /^@(aws-sdk|aws-crypto|smithy)\//;
const PROVIDER_ROOT = /^(@cdktf|@cdktn)\/provider-aws$/;
const ZOD = /^zod(\/.*)?$/;

/**
 * Says what is wrong with an import, or nothing.
 *
 * @param {object} seen
 * @param {string} seen.file the importing file
 * @param {string} seen.specifier what it imports, as written
 * @param {boolean} seen.typeOnly whether nothing of it is left at run time
 * @param {boolean} seen.namespaceOnly whether it is `import * as name` and nothing else
 * @returns {string | undefined}
 */
export function importFault(seen) {
  const target = seen.specifier.startsWith(".")
    ? path.posix.join(path.posix.dirname(seen.file), seen.specifier).replace(/\.(ts|js|mjs)$/, "")
    : undefined;
  return target === undefined ? packageFault(seen) : sourceFault(seen, target);
}

function packageFault({ file, specifier, namespaceOnly }) {
  if (PROVIDER_ROOT.test(specifier)) return `Import ${specifier}/lib/<resource>: the root costs 2 seconds and 500 MB.`;
  if (ZOD.test(specifier) && !namespaceOnly) {
    return 'Write import * as z from "zod/mini": a named import of zod adds 355 KB to a bundle.';
  }
  if (room(file) !== "functions") return undefined;
  if (INFRASTRUCTURE.test(specifier))
    return "functions/ knows nothing of infrastructure: what it needs from there comes by its environment.";
  if (specifier === "zod") return 'Functions use zod\'s small form: import * as z from "zod/mini".';
  if (AWS_SDK.test(specifier) && !ADAPTER.test(path.posix.basename(file))) {
    return "A domain file imports no AWS SDK: put the call into an adapter (store.ts, kms.ts, *-store.ts, *-encryptor.ts, clients.ts) behind a port.";
  }
  return undefined;
}

function sourceFault({ file, typeOnly }, target) {
  const from = room(file);
  const to = room(target);
  if (PRODUCT.includes(from) && to === "local") return "local/ is the embedded AWS: product code never imports it.";
  if (from !== "__tests__" && to === "__tests__") return "Only tests import tests.";
  if (from === "functions" && to === "modules")
    return "functions/ knows nothing of infrastructure: what it needs from there comes by its environment.";
  if (from === "functions" && to !== "functions") return `functions/ imports functions/ alone, not ${to}/.`;
  if (from === "modules" && to === "functions") {
    if (target !== "functions/contracts") return "modules/ sees functions/contracts alone.";
    if (!typeOnly) return "modules/ sees the types of functions/contracts alone: import type.";
  }
  return contextFault({ file, typeOnly }, target);
}

/** One context reaches into another only through its index.ts; shared/ is what all of them use. */
function contextFault({ file, typeOnly }, target) {
  const [floor, from] = place(file);
  const [targetFloor, to, ...inside] = place(target);
  if (floor !== targetFloor || (floor !== "functions" && floor !== "modules")) return undefined;
  if (file === "functions/contracts.ts")
    return typeOnly ? undefined : "functions/contracts.ts holds types alone: import type.";
  if (to === undefined || to === from || to === "shared") return undefined;
  if (from === "shared" && inside.length > 0) return `${floor}/shared is used by all contexts and knows none of them.`;
  if (inside.length === 0 || (inside.length === 1 && inside[0] === "index")) return undefined;
  return `${floor}/${to} is reached through its index.ts alone.`;
}

function room(file) {
  return file.includes("/") ? file.slice(0, file.indexOf("/")) : file.replace(/\.ts$/, "");
}

function place(file) {
  return file.replace(/\.ts$/, "").split("/");
}
