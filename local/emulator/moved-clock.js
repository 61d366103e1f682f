"use strict";
/**
 * Loaded by every function's Node process before its code (NODE_OPTIONS): `Date.now` is ahead by the milliseconds in the file that
 * EMBEDDED_AWS_CLOCK names, so that tests and people can move the clock and no function knows. Timers and `new Date()` keep the machine's time.
 */
const { readFileSync } = require("node:fs");

/** So long what was read holds, in milliseconds. */
const FRESH_MS = 5;

const file = process.env.EMBEDDED_AWS_CLOCK;
delete process.env.EMBEDDED_AWS_CLOCK;
delete process.env.NODE_OPTIONS;

if (file !== undefined) {
  const machineNow = Date.now;
  let aheadMs = 0;
  let readAt = -Infinity;
  Date.now = () => {
    const at = performance.now();
    if (at - readAt > FRESH_MS) {
      aheadMs = Number(readFileSync(file, "latin1"));
      readAt = at;
    }
    return machineNow() + aheadMs;
  };
}
