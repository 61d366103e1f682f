export {
  SIMULATED_AMOUNTS,
  SIMULATED_BEHAVIOURS,
  SIMULATED_DECLINES,
  SIMULATED_METHOD_PREFIX,
  simulatedMethod,
  SLOW_MS,
  type SimulatedBehaviour,
} from "./behaviours";
export { type Books, pendingNotices } from "./books";
export { nameOf, type SimulatedAnswer, type SimulatedCharge, type SimulatedNotice, TIMEOUT } from "./charge";
export { type NoticeMessage, noticeMessage } from "./notice-message";
export { MemoryBooks } from "./memory-store";
export { Simulator } from "./simulator";
export { connectBooks, dynamoBooks } from "./store";
