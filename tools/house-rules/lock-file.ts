import type { FileRule } from "./rule";

/** What we read of npm's lock file. */
interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly inBundle?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * The lock file serves any registry and any platform: it names no address, it has a checksum for all that is always installed, and it lists the
 * builds for every platform, without which `npm ci` refuses it (npm leaves out those that its registry does not have).
 */
export const lockFile: FileRule = {
  name: "lock file",
  check: (file) => {
    if (file.path !== "package-lock.json") return [];
    const { packages } = JSON.parse(file.text) as Lock;
    return Object.entries(packages).flatMap(([folder, locked]) =>
      faults(folder, locked, packages).map((message) => ({ path: file.path, line: 1, message })),
    );
  },
};

function faults(folder: string, locked: LockedPackage, packages: Lock["packages"]): string[] {
  const found: string[] = [];
  if (/^https?:/.test(locked.resolved ?? "")) {
    found.push(`names a registry's address for ${folder}: run npm install with the settings of .npmrc.`);
  }
  if (folder !== "" && locked.integrity === undefined && locked.optional !== true && locked.inBundle !== true) {
    found.push(`has no checksum for ${folder}.`);
  }
  for (const name of Object.keys(locked.optionalDependencies ?? {}).filter(
    (each) => !isLocked(folder, each, packages),
  )) {
    found.push(
      `leaves out ${name}, an optional part of ${folder}: npm ci refuses that; add it with its version, os and cpu.`,
    );
  }
  return found;
}

/** Node's rule: a package is looked for in the node_modules of its user's folder, then of each folder above. */
function isLocked(user: string, name: string, packages: Lock["packages"]): boolean {
  const steps = user.split("/node_modules/");
  const above = steps.map((_, index) => `${steps.slice(0, steps.length - index).join("/node_modules/")}/`);
  return [...above, ""].some((folder) => packages[`${folder}node_modules/${name}`] !== undefined);
}
