/** `ecosystemaws trigger`, `listen` and `clock` as they are called, against the running embedded AWS. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import path from "node:path";
import { run } from "../../tools/shared/process";
import { afterwards, cleanUpAll, endpoint, events, eventually, region, sqs, unique } from "../local/support/aws";

const BIN = path.resolve(__dirname, "../../bin/ecosystemaws");
const environment = {
  PATH: process.env.PATH ?? "",
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
};

afterAll(cleanUpAll);

/** The names of rules and queues that were made for listening. */
async function leftOn(bus: string): Promise<readonly string[]> {
  const { Rules = [] } = await events.listRules({ EventBusName: bus });
  const { QueueUrls = [] } = await sqs.listQueues({ QueueNamePrefix: "ecosystemaws-listen-" });
  return [...Rules.map(({ Name = "" }) => Name), ...QueueUrls];
}

async function makeBus(): Promise<string> {
  const Name = unique("bus");
  await events.createEventBus({ Name });
  afterwards(() => events.deleteEventBus({ Name }));
  return Name;
}

describe("ecosystemaws listen", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "shows what trigger puts on the bus, and takes all it made away at %s",
    async (signal) => {
      const bus = await makeBus();
      const listener = spawn(BIN, ["listen", "--bus", bus, "--json"], { env: environment });
      const lines: string[] = [];
      createInterface({ input: listener.stdout }).on("line", (line) => lines.push(line));
      const [said] = (await once(listener.stderr, "data")) as [Buffer];
      expect(said.toString()).toContain(`Listening to events of ${bus}`);
      expect(await leftOn(bus)).toHaveLength(2);

      const triggered = await run(BIN, ["trigger", "payment.completed", "--bus", bus], {
        folder: path.dirname(BIN),
        environment,
      });
      expect(triggered.code).toBe(0);
      const line = await eventually(async () => lines[0]);
      expect(JSON.parse(line)).toMatchObject({
        kind: "event",
        type: "payment.completed",
        id: triggered.stdout.trim(),
      });

      listener.kill(signal);
      const [code] = (await once(listener, "close")) as [number];
      expect(code).toBe(0);
      expect(await leftOn(bus)).toEqual([]);
    },
  );

  it("says what is wrong where there is no such bus", async () => {
    const ended = await run(BIN, ["listen", "--bus", "nowhere"], { folder: path.dirname(BIN), environment });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/Events of the bus nowhere cannot be heard.*\n.*Is the platform deployed there/);
  });
});

describe("ecosystemaws clock", () => {
  const clock = (...parameters: readonly string[]) =>
    run(BIN, ["clock", ...parameters, "--endpoint", endpoint], { folder: path.dirname(BIN), environment });

  it("moves the clock of the embedded AWS, shows it, and takes it back", async () => {
    expect(await clock("+3d")).toMatchObject({ code: 0, stdout: expect.stringContaining("3d ahead") });
    expect(await clock()).toMatchObject({ code: 0, stdout: expect.stringContaining("3d ahead") });
    expect(await clock("2020-01-01T00:00Z")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("forward alone"),
    });
    expect(await clock("reset")).toMatchObject({ code: 0, stdout: expect.stringContaining("the machine's time") });
  });
});
