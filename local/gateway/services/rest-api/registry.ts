import type { Deployment } from "./deployment";

/** What the front door itself knows of REST APIs: where each lives, and what each deployment was. */
export class RestApis {
  readonly #regions = new Map<string, string>();
  readonly #deployments = new Map<string, Deployment>();
  readonly #read = new Map<string, Promise<unknown>>();

  created(apiId: string, region: string): void {
    this.#regions.set(apiId, region);
  }

  deleted(apiId: string): void {
    this.#regions.delete(apiId);
    for (const key of this.#deployments.keys()) if (key.startsWith(`${apiId}/`)) this.#deployments.delete(key);
  }

  /** The Region of an API; undefined where there is no such API. */
  regionOf(apiId: string): string | undefined {
    return this.#regions.get(apiId);
  }

  /** Regions that have APIs. */
  regions(): ReadonlySet<string> {
    return new Set(this.#regions.values());
  }

  deployed(deploymentId: string, deployment: Deployment): void {
    this.#deployments.set(`${deployment.apiId}/${deploymentId}`, deployment);
  }

  undeployed(apiId: string, deploymentId: string): void {
    this.#deployments.delete(`${apiId}/${deploymentId}`);
  }

  deployment(apiId: string, deploymentId: string): Deployment | undefined {
    return this.#deployments.get(`${apiId}/${deploymentId}`);
  }

  /** Reads once what requests need again and again, until a call changes some configuration. */
  remembered<Value>(key: string, read: () => Promise<Value>): Promise<Value> {
    const known = this.#read.get(key) as Promise<Value> | undefined;
    if (known !== undefined) return known;
    const value = read();
    this.#read.set(key, value);
    // A failure is not remembered.
    value.catch(() => this.#read.delete(key));
    return value;
  }

  /** Some configuration has changed: all is read again. */
  forget(): void {
    this.#read.clear();
  }
}
