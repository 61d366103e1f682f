import { checkEnvironment, InvalidEnvironmentError } from "../../../environments";

/** What is wrong with settings, in words. */
export const faultsOf = (settings: unknown, sources?: Record<string, string>): readonly string[] => {
  try {
    checkEnvironment(settings, sources);
    return [];
  } catch (error) {
    if (error instanceof InvalidEnvironmentError) return error.faults;
    throw error;
  }
};
