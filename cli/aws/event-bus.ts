import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { SQSClient } from "@aws-sdk/client-sqs";
import { EVENT_SOURCE } from "../../functions/shared/events";
import { OperatorError } from "../errors";
import type { EventBusPort } from "../event-port";
import type { Connection } from "../function-port";
import { openTap, removeStaleTaps } from "./event-tap";
import { sdkError } from "./sdk-error";

const PUT_ADVICE = {
  ResourceNotFoundException: "Is the platform deployed there? Check the account, the Region and the bus's name.",
  AccessDeniedException: "The caller needs events:PutEvents on the bus.",
};
const TAP_ADVICE = {
  ResourceNotFoundException: PUT_ADVICE.ResourceNotFoundException,
  AccessDeniedException:
    "The caller needs events:PutRule, PutTargets, RemoveTargets, DeleteRule and ListRules, and sqs:CreateQueue, GetQueueAttributes, ReceiveMessage, DeleteMessage and DeleteQueue.",
};

/**
 * EventBridge behind the port, with a queue of SQS for listening.
 * @param now the moment, milliseconds since 1970.
 */
export function connectEventBus(connection: Connection, now: () => number): EventBusPort {
  const settings = { ...connection, requestHandler: { connectionTimeout: 5000 } };
  return {
    put: async (bus, type, detail) => {
      const events = new EventBridgeClient(settings);
      const Entries = [{ EventBusName: bus, Source: EVENT_SOURCE, DetailType: type, Detail: detail }];
      const { Entries: answers = [] } = await events.send(new PutEventsCommand({ Entries })).catch((error: unknown) => {
        throw sdkError(`The event could not be put on the bus ${bus}`, connection, PUT_ADVICE, error);
      });
      const [answer] = answers;
      if (answer?.EventId === undefined)
        throw new OperatorError(
          `The bus ${bus} did not take the event. ${answer?.ErrorCode ?? ""}: ${answer?.ErrorMessage ?? ""}`,
        );
    },
    tap: async (bus) => {
      const clients = { events: new EventBridgeClient(settings), sqs: new SQSClient(settings) };
      try {
        await removeStaleTaps(clients, bus, now());
        return await openTap(clients, bus, now());
      } catch (error) {
        throw sdkError(`Events of the bus ${bus} cannot be heard`, connection, TAP_ADVICE, error);
      }
    },
  };
}
