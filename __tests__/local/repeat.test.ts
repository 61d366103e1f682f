import { setTimeout as sleep } from "node:timers/promises";
import { repeat } from "../../local/repeat";

describe("a repetition", () => {
  it("runs again and again until it is stopped, and waits for the last run", async () => {
    let [started, finished] = [0, 0];
    const repetition = repeat(
      async () => {
        started += 1;
        await sleep(5);
        finished += 1;
      },
      1,
      () => {},
    );
    while (finished < 3) await sleep(1);
    await repetition.stop();
    const atStop = started;
    expect(finished).toBe(started);
    await sleep(30);
    expect(started).toBe(atStop);
  });

  it("reports a failure and goes on", async () => {
    const failures: unknown[] = [];
    const repetition = repeat(
      () => Promise.reject(new Error("no")),
      1,
      (error) => failures.push(error),
    );
    while (failures.length < 2) await sleep(1);
    await repetition.stop();
    expect(failures[0]).toEqual(new Error("no"));
  });

  it("ends at once out of a long wait", async () => {
    const repetition = repeat(
      () => Promise.resolve(),
      600_000,
      () => {},
    );
    await sleep(5);
    await expect(repetition.stop()).resolves.toBeUndefined();
  });
});
