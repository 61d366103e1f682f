import { WakeUp } from "../../../local/pumps/wake-up";

describe("a wake-up", () => {
  const never = new AbortController().signal;

  it("keeps a ring that comes while nobody waits, and several are one", async () => {
    const bell = new WakeUp();
    bell.ring();
    bell.ring();
    expect(await bell.wait(undefined, never)).toBe(true);
    expect(await bell.wait(1, never)).toBe(false);
  });

  it("ends the waiting at a ring, at its time, and at the end", async () => {
    const bell = new WakeUp();
    const ending = new AbortController();
    const rung = bell.wait(undefined, never);
    bell.ring();
    expect(await rung).toBe(true);
    expect(await bell.wait(1, never)).toBe(false);
    const ended = bell.wait(undefined, ending.signal);
    ending.abort();
    expect(await ended).toBe(false);
    expect(await bell.wait(undefined, ending.signal)).toBe(false);
  });
});
