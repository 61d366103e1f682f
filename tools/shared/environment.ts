/** The variables that the tools were started with; the one place in tools/ that reads them. */
export function hostEnvironment(): Readonly<Record<string, string>> {
  const set = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return Object.fromEntries(set);
}
