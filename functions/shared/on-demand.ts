/**
 * A call whose adapter is loaded when it is first made, and once: an import of it lies in a chunk of its own, which a cold
 * start that never makes the call does not load.
 */
export function onDemand<Parameters extends readonly unknown[], Value>(
  load: () => Promise<(...parameters: Parameters) => Promise<Value>>,
): (...parameters: Parameters) => Promise<Value> {
  let loading: ReturnType<typeof load> | undefined;
  return async (...parameters) => (await (loading ??= load()))(...parameters);
}
