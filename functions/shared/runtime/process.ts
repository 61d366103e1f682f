/**
 * What a function's bundle holds in place of `node:process`: what the SDK reads of it. An import of the module itself makes
 * every one of its properties, standard output and the table of Node's own flags among them, before anybody asks.
 */
const { env, platform, version, versions } = process;
export { env, platform, version, versions };
