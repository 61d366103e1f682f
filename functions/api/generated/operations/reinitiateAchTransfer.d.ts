// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
import type { Operation } from "../../operation";
export declare const operation: Operation<"reinitiateAchTransfer">;
