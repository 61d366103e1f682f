import type { GatewayRequest } from "./request";

/** How many calls of each operation of each service came, refused ones included. */
export class CallCounter {
  readonly #counts = new Map<string, Map<string, number>>();

  count(request: GatewayRequest): void {
    const operations = this.#counts.get(request.service) ?? new Map<string, number>();
    operations.set(request.operation, (operations.get(request.operation) ?? 0) + 1);
    this.#counts.set(request.service, operations);
  }

  /** Counts by service and operation: `{ kms: { Decrypt: 2 } }`. */
  snapshot(): Record<string, Record<string, number>> {
    return Object.fromEntries(
      [...this.#counts].map(([service, operations]) => [service, Object.fromEntries(operations)]),
    );
  }

  reset(): void {
    this.#counts.clear();
  }
}
