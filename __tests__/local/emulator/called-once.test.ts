import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../../../tools/shared/process";
import { repositoryRoot } from "../../../tools/shared/root";
import { temporaryFolder } from "../../tools/temporary-folder";

const EMULATOR = path.join(repositoryRoot(), "local", "emulator");

/** As much of the emulator as the clock's correction takes hold of; `calls` has what targets were called with. */
const PACKAGE = {
  "ministack/__init__.py": "",
  "ministack/core/__init__.py": "",
  "ministack/core/sigv4.py": "request_time_failure = None\n",
  "ministack/services/__init__.py": "",
  "ministack/services/eventbridge.py": `calls, _rule_last_fired = [], {}
def _tick_scheduled_rules(): pass
def _invoke_target(target, event, rule): calls.append([target["Arn"], target.get("Input")])
`,
  "ministack/services/scheduler.py": `import time
due, _schedule_last_fired = [], {}
def _tick_schedules():
    from ministack.services import eventbridge as _eb
    time.time()
    for target in due: _eb._invoke_target(target, {}, {})
`,
};

describe("schedules that a move of the clock made due at once", () => {
  const folder = temporaryFolder();

  /** What targets were called with by so many sweeps over schedules with these targets. */
  async function called(targets: readonly object[], sweeps = 1): Promise<unknown> {
    for (const [name, text] of Object.entries(PACKAGE)) {
      mkdirSync(path.join(folder(), path.dirname(name)), { recursive: true });
      writeFileSync(path.join(folder(), name), text);
    }
    writeFileSync(path.join(folder(), "clock"), "86400000");
    const script = `import json, moved_clock
from ministack.services import eventbridge, scheduler
moved_clock.correct()
scheduler.due = json.loads(${JSON.stringify(JSON.stringify(targets))})
for _ in range(${sweeps}): scheduler._tick_schedules()
print(json.dumps(eventbridge.calls))`;
    const { code, stdout, stderr } = await run("python3", ["-B", "-c", script], {
      folder: folder(),
      environment: {
        PYTHONPATH: [folder(), EMULATOR].join(path.delimiter),
        EMBEDDED_AWS_CLOCK: path.join(folder(), "clock"),
      },
    });
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  }

  it("call a target with one input once", async () => {
    const cutOff = { Arn: "optimizer", Input: "{}" };
    expect(await called([cutOff, cutOff, { Arn: "delivery", Input: "{}" }])).toEqual([
      ["optimizer", "{}"],
      ["delivery", "{}"],
    ]);
  });

  it("call it again with another input, and by the next sweep", async () => {
    const targets = [
      { Arn: "optimizer", Input: "{}" },
      { Arn: "optimizer", Input: '{"show":"windows"}' },
    ];
    const once = [
      ["optimizer", "{}"],
      ["optimizer", '{"show":"windows"}'],
    ];
    expect(await called(targets, 2)).toEqual([...once, ...once]);
  });

  it("all call a target that is told of each schedule itself", async () => {
    expect(await called([{ Arn: "log" }, { Arn: "log" }])).toEqual([
      ["log", null],
      ["log", null],
    ]);
  });
});
