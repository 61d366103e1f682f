/** A resource of an API, as far as routing needs it. */
export interface Routed<Method> {
  /** `/payments/{id}`; `/` for the root. */
  readonly path: string;
  /** By HTTP method, or ANY. */
  readonly methods: Readonly<Record<string, Method>>;
}

/** Where a request goes. */
export interface Route<Resource, Method> {
  readonly resource: Resource;
  readonly method: Method;
  /** Values of the path's parameters, decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * Finds the resource that serves a path and a method: a literal part goes before a parameter, that before a greedy parameter, and a resource
 * without the method does not hold the request. Undefined where none does (API Gateway then answers MISSING_AUTHENTICATION_TOKEN).
 */
export function route<Method, Resource extends Routed<Method>>(
  resources: readonly Resource[],
  httpMethod: string,
  path: string,
): Route<Resource, Method> | undefined {
  const parts = partsOf(path);
  const found = resources.flatMap((resource) => {
    const method = resource.methods[httpMethod] ?? resource.methods["ANY"];
    const pathParameters = method === undefined ? undefined : match(partsOf(resource.path), parts);
    return method === undefined || pathParameters === undefined ? [] : [{ resource, method, pathParameters }];
  });
  return found.sort((one, other) => (rank(one.resource.path) < rank(other.resource.path) ? -1 : 1))[0];
}

function partsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "");
}

function match(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  const values: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index];
    if (part === undefined) return undefined;
    const parameter = /^\{([^+}]+)(\+?)\}$/.exec(expected);
    if (parameter?.[2] === "+") {
      values[parameter[1] ?? ""] = parts.slice(index).map(decoded).join("/");
      return values;
    }
    if (parameter?.[1] !== undefined) values[parameter[1]] = decoded(part);
    else if (expected !== decoded(part)) return undefined;
  }
  return parts.length === pattern.length ? values : undefined;
}

/** Path parts as one digit each, the more definite the smaller. */
function rank(path: string): string {
  return partsOf(path)
    .map((part) => (part.endsWith("+}") ? "2" : part.startsWith("{") ? "1" : "0"))
    .join("");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Faults of paths that API Gateway cannot tell apart: a resource has at most one child that is a parameter (CreateResource). */
export function samePlaceFaults(paths: readonly string[]): string[] {
  const children = new Map<string, Set<string>>();
  for (const path of paths) {
    const parts = partsOf(path);
    for (const [index, part] of parts.entries()) {
      if (!part.startsWith("{")) continue;
      const parent = `/${parts.slice(0, index).join("/")}`;
      children.set(parent, (children.get(parent) ?? new Set()).add(part));
    }
  }
  return [...children]
    .filter(([, names]) => names.size > 1)
    .map(([parent, names]) => `${parent}: only one child may be a parameter, there are ${[...names].join(" and ")}`);
}
