import type { components } from "./generated/types";

export * from "./generated/operations";
export { amountToken, toJson } from "./json";
export type { ApiRequest, Operation, OperationId } from "./operation";
export { type ApiFault, PROBLEM_CODES } from "./problem";
export { type ApiAnswer, type ApiHandler, type Route, serveApi } from "./serve";

/** The resources of the API as answers show them; amounts are number tokens (`amountToken`). */
export type Resources = components["schemas"];
