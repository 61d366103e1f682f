/** How a command ends, as Unix tools do; Ctrl-C is 128 and the signal's number. */
export const ExitCode = {
  /** Everything was done. */
  success: 0,
  /** It ran, and not everything could be done. */
  incomplete: 1,
  /** It could not run: wrong usage, nothing found, nobody answered. */
  couldNotRun: 2,
  interrupted: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
