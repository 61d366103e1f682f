import type { Answered } from "../../../local/journey/api-client";
import { answerFaults } from "../../tools/openapi/support/answers";
import { apiOf, type Platform } from "./platform";

/** A call of the deployed API by its operation, whose answer must be one of the document's. */
export function checkedApi(platform: Platform) {
  const api = apiOf(platform);
  return async <T>(
    operation: string,
    method: string,
    path: string,
    body?: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answered<T>> => {
    const answer = await api.call<T>(method, path, body, headers);
    expect({ operation, ...answer, faults: answerFaults(operation, answer.status, answer.body) }).toMatchObject({
      faults: [],
    });
    return answer;
  };
}
