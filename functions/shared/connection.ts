/**
 * How SDK clients connect: a call without an answer after so many milliseconds is given up and sent again while the caller still
 * waits. Region, credentials and endpoint come from the environment.
 */
export const CONNECTION = {
  maxAttempts: 4,
  // Without the last of these the SDK would log that the time is over, and wait on.
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
};

/** The same for calls that carry a whole file: it has 20 seconds to get there. */
export const FILE_CONNECTION = {
  ...CONNECTION,
  requestHandler: { ...CONNECTION.requestHandler, requestTimeout: 20_000 },
};
