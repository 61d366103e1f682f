import { LambdaClient, ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from "@aws-sdk/client-lambda";
import { GetScheduleCommand, SchedulerClient, UpdateScheduleCommand } from "@aws-sdk/client-scheduler";
import { type Platform, settingsOf } from "./platform";

/** Stops schedules from calling their functions, so that what is due is left to the one who asks. @returns what sets them going again. */
export async function pauseSchedules(platform: Platform, names: readonly string[]): Promise<() => Promise<void>> {
  const setAll = async (State: "ENABLED" | "DISABLED"): Promise<void> => {
    const scheduler = new SchedulerClient(settingsOf(platform));
    for (const Name of names) {
      const { ScheduleExpression, FlexibleTimeWindow, Target, ...more } = await scheduler.send(
        new GetScheduleCommand({ Name }),
      );
      await scheduler.send(
        new UpdateScheduleCommand({
          Name,
          ScheduleExpression,
          FlexibleTimeWindow,
          Target,
          Description: more.Description,
          State,
        }),
      );
    }
    scheduler.destroy();
  };
  await setAll("DISABLED");
  return () => setAll("ENABLED");
}

/** Stops queues from calling a function; what they hold waits. @returns what sets them going again. */
export async function pauseQueues(platform: Platform, FunctionName: string): Promise<() => Promise<void>> {
  const setAll = async (Enabled: boolean): Promise<void> => {
    const lambda = new LambdaClient(settingsOf(platform));
    const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({ FunctionName }));
    if (EventSourceMappings.length === 0) throw new Error(`no queue calls ${FunctionName}`);
    for (const { UUID } of EventSourceMappings) {
      await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }));
    }
    lambda.destroy();
  };
  await setAll(false);
  return () => setAll(true);
}
