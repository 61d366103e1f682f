/** Least privilege, tried: by its role as it is deployed a function does all its work; without any one action it is refused that action. */
import { IAMClient } from "@aws-sdk/client-iam";
import { inPool } from "../../../tools/shared/pool";
import { type Platform, settingsOf } from "./platform";
import { type Permission, permissionsOf, policiesOf, withoutPermission } from "./role-policy";
import { type Changed, Twins } from "./twin";

/** What makes a function use all that its role gives it. */
export interface Work {
  readonly entry: string;
  /** Where the role is not named as the function. */
  readonly role?: string;
  /** Events that make the function do everything it can. */
  readonly events: () => Promise<unknown[]>;
  /** Variables that differ from the deployed function's. */
  readonly changed?: Changed;
}

/** The work of functions, by their names. */
export type WorkByFunction = Readonly<Record<string, Work>>;

/** Permissions that a suite does not try. */
export interface Untried {
  /** What cannot be taken away here, by its statement, and where it is held instead. */
  readonly statements: readonly (readonly [sid: RegExp, why: string])[];
  /** By function: what its role has for others. */
  readonly ofOthers: Readonly<Record<string, readonly string[]>>;
}

/** Statements that the embedded AWS asks nobody about. */
export const NOT_EVALUATED: Untried["statements"] = [
  [/^Write(Logs|Traces)$/, "the embedded AWS writes logs itself, and has no X-Ray"],
  [/Key$/, "the embedded AWS does not ask KMS on behalf of other services"],
  [/^KeepFailedEvents$/, "Lambda sends there by itself, when all its attempts have failed"],
];

/** The calls that the mapping of a queue makes by the function's role. */
export const OF_QUEUE_MAPPINGS = ["sqs:ReceiveMessage", "sqs:GetQueueAttributes", "sqs:DeleteMessage"];

/** What a function did by its whole role, and without each permission: the refused action that it met. */
export interface Trial {
  readonly whole: { readonly refused: readonly string[]; readonly failed: readonly unknown[] };
  readonly seen: readonly string[];
  readonly expected: readonly string[];
}

const AT_ONCE = 4;

/** Tries the roles of functions of one deployment. */
export class RoleTrials {
  private readonly iam: IAMClient;
  private readonly twins: Twins;
  private readonly trials = new Map<string, Trial>();

  constructor(
    platform: Platform,
    private readonly untried: Untried,
  ) {
    this.iam = new IAMClient(settingsOf(platform));
    this.twins = new Twins(platform);
  }

  /**
   * Tries functions' roles, several at once: each role must be its own function's alone.
   *
   * @param first those whose deployed functions others' work is made by, some after others: all the rest comes behind them.
   */
  async tryAll(work: WorkByFunction, first: readonly (readonly string[])[] = []): Promise<void> {
    const rest = Object.keys(work).filter((name) => !first.flat().includes(name));
    for (const names of [...first, rest]) {
      const some = Object.entries(work).filter(([name]) => names.includes(name));
      await inPool(
        AT_ONCE,
        some.map(
          ([name, each]) =>
            async () =>
              void this.trials.set(name, await this.try(name, each)),
        ),
      );
    }
  }

  /** What a function's trial has shown. */
  of(name: string): Trial {
    const trial = this.trials.get(name);
    if (!trial) throw new Error(`the role of ${name} was not tried`);
    return trial;
  }

  close(): void {
    this.iam.destroy();
    this.twins.close();
  }

  private async try(name: string, { entry, events, role = name, changed }: Work): Promise<Trial> {
    const { outcomes, log } = await this.twins.runAndRead(name, entry, await events(), changed);
    const whole = { refused: refusedIn(log), failed: outcomes.filter((outcome) => "errorType" in outcome) };
    const seen: string[] = [];
    const permissions = await this.permissions(name, role);
    for (const permission of permissions) {
      const work = await events();
      const run = await withoutPermission(this.iam, permission, () =>
        this.twins.runAndRead(name, entry, work, changed),
      );
      const { sid, action } = permission;
      const refused = refusedIn(run.log);
      const failed = run.outcomes.flatMap((outcome) => ("errorType" in outcome ? [outcome.errorType] : []));
      const met = [...refused, ...failed].join() || "nothing";
      seen.push(`${sid}: ${refused.includes(action) ? action : `not ${action}, but ${met}`}`);
    }
    return { whole, seen, expected: permissions.map(({ sid, action }) => `${sid}: ${action}`) };
  }

  private async permissions(name: string, role: string): Promise<Permission[]> {
    const { statements, ofOthers } = this.untried;
    const all = permissionsOf(await policiesOf(this.iam, role));
    return all.filter(
      ({ sid, action }) => !statements.some(([pattern]) => pattern.test(sid)) && !ofOthers[name]?.includes(action),
    );
  }
}

/** Lines of logs that tell of a refusal by its code alone. */
const CODED: readonly (readonly [line: RegExp, action: string])[] = [
  [/"eventId":"[^"]+","code":"AccessDeniedException"/, "events:PutEvents"],
  [/"a send was refused".*"code":"AccessDenied/, "transfer:StartFileTransfer"],
  // S3 has no words for who may not ask after an object.
  [/"a window could not be finished".*"message":"UnknownError"/, "s3:GetObject"],
  [/"a listing was refused".*"code":"AccessDenied/, "transfer:StartDirectoryListing"],
];

/** The actions that a text says were refused. */
function refusedIn(text: string): string[] {
  // SQS is asked for batches, which have no permission of their own.
  const named = (text.match(/(?<=perform: )[a-z0-9-]+:\w+/g) ?? []).map((action) => action.replace(/Batch$/, ""));
  const coded = CODED.flatMap(([pattern, action]) => (pattern.test(text) ? [action] : []));
  return [...new Set([...named, ...coded])];
}
