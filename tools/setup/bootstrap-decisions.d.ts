/** The parts of an npm lock file that are compared. */
interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>>;
}

export function nodeFault(version: string): string | undefined;
export function lockDifferences(locked: Lock, installed: Lock | undefined): string[];
