/** What bootstrap.js decides, without effects, in syntax that an old Node still reads: it has to be able to say that it is old. */
"use strict";

/** The oldest Node.js major version that the sources run on. */
const NODE_MAJOR_MIN = 20;

/** Says what is wrong with a Node.js version ("18.19.0"), or nothing. */
function nodeFault(version) {
  if (Number.parseInt(version, 10) >= NODE_MAJOR_MIN) return undefined;
  return (
    "Node.js " +
    version +
    " is too old; allowed: " +
    NODE_MAJOR_MIN +
    " or newer. " +
    "Get it from nodejs.org or by a version manager (nvm install " +
    NODE_MAJOR_MIN +
    ")."
  );
}

/**
 * Names the locked packages that are not installed in the locked version. `installed` is npm's own record of the tree
 * (node_modules/.package-lock.json), which npm writes last. Optional packages are for some platforms only: not compared.
 */
function lockDifferences(locked, installed) {
  if (installed === undefined) return ["none is installed yet"];
  return Object.keys(locked.packages)
    .filter((folder) => folder !== "" && locked.packages[folder].optional !== true)
    .filter((folder) => {
      const found = installed.packages[folder];
      return found === undefined || found.version !== locked.packages[folder].version;
    })
    .map((folder) => folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length));
}

module.exports = { nodeFault, lockDifferences };
