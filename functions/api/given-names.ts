import type { ApiFault } from "./problem";

/** Fields as the document names them, to the names that a request gave them by. */
export type GivenNames = Readonly<Record<string, string>>;

type Named = Pick<ApiFault, "param" | "message">;

/** A fault by the name that its sender knows: messages begin with the name of what they are about. */
export function givenName<Fault extends Named>(fault: Fault, nameOf: (param: string) => string): Fault {
  const { param, message } = fault;
  const given = nameOf(param);
  if (given === param) return fault;
  const isAbout = message.startsWith(`${param}:`);
  return { ...fault, param: given, message: isAbout ? given + message.slice(param.length) : message };
}
