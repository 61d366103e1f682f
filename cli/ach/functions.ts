import type { WantedFunction } from "../function-address";

/** Closes windows, and shows them and their files. */
export const OPTIMIZER: WantedFunction = {
  output: "ach_batch_optimizer_function_arn",
  name: "ach-batch-optimizer",
};

/** Brings files to the bank. */
export const DELIVERY: WantedFunction = { output: "ach_file_delivery_function_arn", name: "ach-file-delivery" };
