/**
 * How SDK clients connect: a call that hangs is given up and sent again while the caller still waits. Region, credentials
 * and endpoint come from the environment.
 */
export const CONNECTION = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000 },
};
