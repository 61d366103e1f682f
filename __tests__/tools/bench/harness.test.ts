import { measure, type Meter } from "../../../tools/bench/harness";

/** A machine on which operations say how long they take. */
class TestMeter implements Meter {
  private elapsed = 0;
  private used = 0;

  spend(wall: number, cpu: number): void {
    this.elapsed += wall;
    this.used += cpu;
  }

  wall(): number {
    return this.elapsed;
  }

  cpu(): number {
    return this.used;
  }
}

describe("the harness", () => {
  it("gives wall and CPU time per operation, a sample a round", async () => {
    const meter = new TestMeter();
    const cheap = { name: "cheap" as const, operations: 10, run: () => meter.spend(2, 1) };
    const dear = { name: "dear" as const, operations: 5, run: () => meter.spend(30, 20) };
    const samples = await measure([cheap, dear], { warmUp: 2, counted: 3 }, meter);
    expect(samples).toEqual({
      cheap: { wallMicroseconds: [2, 2, 2], cpuMicroseconds: [1, 1, 1] },
      dear: { wallMicroseconds: [30, 30, 30], cpuMicroseconds: [20, 20, 20] },
    });
  });

  it("runs the rounds of the warm-up and does not count them", async () => {
    const meter = new TestMeter();
    let runs = 0;
    const run = () => meter.spend(++runs <= 4 ? 1000 : 1, 1);
    const samples = await measure([{ name: "a", operations: 2, run }], { warmUp: 2, counted: 3 }, meter);
    expect(runs).toBe(10);
    expect(samples.a.wallMicroseconds).toEqual([1, 1, 1]);
  });

  it("runs all subjects in each round, and lets each of them begin in turn", async () => {
    const order: string[] = [];
    const subject = (name: string) => ({ name, operations: 1, run: () => order.push(name) });
    await measure([subject("a"), subject("b"), subject("c")], { warmUp: 0, counted: 3 }, new TestMeter());
    expect(order.join("")).toBe("abcbcacab");
  });

  it("waits for an operation to end before the next begins", async () => {
    const [meter, events] = [new TestMeter(), [] as string[]];
    const run = async (): Promise<void> => {
      events.push("begin");
      await new Promise((resolve) => setImmediate(resolve));
      meter.spend(7, 3);
      events.push("end");
    };
    const samples = await measure([{ name: "a", operations: 2, run }], { warmUp: 0, counted: 1 }, meter);
    expect(events).toEqual(["begin", "end", "begin", "end"]);
    expect(samples.a).toEqual({ wallMicroseconds: [7], cpuMicroseconds: [3] });
  });

  it("lets an operation's error through", async () => {
    const run = () => Promise.reject(new RangeError("no"));
    await expect(measure([{ name: "a", operations: 1, run }], { warmUp: 0, counted: 1 })).rejects.toThrow(RangeError);
  });

  it("reads the machine's own meters where none is given", async () => {
    const samples = await measure([{ name: "a", operations: 1000, run: () => JSON.stringify({}) }], {
      warmUp: 0,
      counted: 1,
    });
    expect(samples.a.wallMicroseconds[0]).toBeGreaterThan(0);
    expect(samples.a.cpuMicroseconds[0]).toBeGreaterThanOrEqual(0);
  });
});
