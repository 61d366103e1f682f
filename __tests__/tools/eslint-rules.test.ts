import { execFileSync } from "node:child_process";
import path from "node:path";
import { repositoryRoot } from "../../tools/shared/root";

interface Snippet {
  readonly file: string;
  readonly code: string;
}

interface Refused extends Snippet {
  readonly because: string;
}

/** Imports that the design's *never* list forbids, and a word of what is said. */
const REFUSED: readonly Refused[] = [
  refused("functions/vault/a.ts", 'import { App } from "cdktf";', "infrastructure"),
  refused("functions/vault/a.ts", 'import type { Construct } from "constructs";', "infrastructure"),
  refused("functions/vault/a.ts", 'import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";', "infrastructure"),
  refused("functions/vault/a.ts", 'import { names } from "../../modules/shared/names";', "infrastructure"),
  refused("functions/vault/a.ts", 'export * from "../../modules/shared/names";', "infrastructure"),
  refused("functions/vault/a.ts", 'import { up } from "../../local/up";', "embedded AWS"),
  refused("functions/vault/a.ts", 'const up = await import("../../local/up");', "embedded AWS"),
  refused("functions/vault/a.ts", 'import { run } from "../../tools/shared/process";', "functions/ alone"),
  refused("functions/vault/tokenise.ts", 'import { KMSClient } from "@aws-sdk/client-kms";', "domain file"),
  refused("functions/vault/tokenise.ts", 'import type { KMSClient } from "@aws-sdk/client-kms";', "domain file"),
  refused("functions/vault/tokenise.ts", 'import { buildClient } from "@aws-crypto/client-node";', "domain file"),
  refused("functions/vault/a.ts", 'import { z } from "zod/mini";', "355 KB"),
  refused("functions/vault/a.ts", 'import * as z from "zod";', "small form"),
  refused("functions/vault/a.ts", 'import { hold } from "../escrow/store";', "index.ts alone"),
  refused("functions/vault/domain/a.ts", 'import { hold } from "../../escrow/domain/hold";', "index.ts alone"),
  refused("functions/vault/a.ts", 'type Hold = import("../escrow/store").Hold;', "index.ts alone"),
  refused("functions/shared/money.ts", 'import { token } from "../vault/index";', "knows none of them"),
  refused("functions/contracts.ts", 'import { tokenise } from "./vault/environment";', "import type"),
  refused("modules/ach/index.ts", 'import { tokenise } from "../../functions/vault/index";', "contracts alone"),
  refused("modules/ach/index.ts", 'import { contracts } from "../../functions/contracts";', "import type"),
  refused("modules/ach/index.ts", 'import { KmsKey } from "@cdktf/provider-aws";', "lib/<resource>"),
  refused("modules/ach/index.ts", 'import { keys } from "../payment-cryptography/keys";', "index.ts alone"),
  refused("modules/ach/index.ts", 'import { up } from "../../local/up";', "embedded AWS"),
  refused("main.ts", 'import { up } from "./local/up";', "embedded AWS"),
  refused("cli/main.ts", 'import { up } from "../local/up";', "embedded AWS"),
  refused("environments/schema.ts", 'import { z } from "zod";', "355 KB"),
  refused("tools/a.ts", 'import { sample } from "../__tests__/sample";', "Only tests"),
];

/** Imports that look much like them and are right. */
const ALLOWED: readonly Snippet[] = [
  allowed("functions/vault/a.ts", 'import * as z from "zod/mini";\nexport const a = z;'),
  allowed("functions/vault/a.ts", 'import type * as z from "zod/mini";\nexport type A = z.ZodMiniType;'),
  allowed(
    "functions/vault/store.ts",
    'import { DynamoDBClient } from "@aws-sdk/client-dynamodb";\nexport const a = DynamoDBClient;',
  ),
  allowed(
    "functions/vault/token-store.ts",
    'import { DynamoDBClient } from "@aws-sdk/client-dynamodb";\nexport const a = DynamoDBClient;',
  ),
  allowed("functions/vault/kms.ts", 'import { KMSClient } from "@aws-sdk/client-kms";\nexport const a = KMSClient;'),
  allowed(
    "functions/vault/encryption-sdk-encryptor.ts",
    'import { buildClient } from "@aws-crypto/client-node";\nexport const a = buildClient;',
  ),
  allowed(
    "functions/vault/tokenise.handler.ts",
    'import { KMSClient } from "@aws-sdk/client-kms";\nexport const a = KMSClient;',
  ),
  allowed("functions/vault/a.ts", 'import { Logger } from "@aws-lambda-powertools/logger";\nexport const a = Logger;'),
  allowed("functions/vault/domain/a.ts", 'import { store } from "../store";\nexport const a = store;'),
  allowed("functions/vault/a.ts", 'import { cents } from "../shared/money";\nexport const a = cents;'),
  allowed("functions/payments/a.ts", 'import { hold } from "../escrow";\nexport const a = hold;'),
  allowed("functions/payments/a.ts", 'import { hold } from "../escrow/index";\nexport const a = hold;'),
  allowed(
    "functions/contracts.ts",
    'import type * as vault from "./vault/environment";\nexport type A = typeof vault;',
  ),
  allowed(
    "modules/ach/index.ts",
    'import type { Contracts } from "../../functions/contracts";\nexport type A = Contracts;',
  ),
  allowed(
    "modules/ach/index.ts",
    'import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";\nexport const a = KmsKey;',
  ),
  allowed("modules/ach/index.ts", 'import { names } from "../shared/names";\nexport const a = names;'),
  allowed("modules/ach/index.ts", 'import { Escrow } from "../escrow/index";\nexport const a = Escrow;'),
  allowed("environments/schema.ts", 'import * as z from "zod";\nexport const a = z;'),
  allowed("__tests__/local/a.test.ts", 'import { up } from "../../local/up";\nexport const a = up;'),
  allowed("tools/setup/a.ts", 'import { up } from "../../local/up";\nexport const a = up;'),
];

/** Other rules that the house has chosen. */
const STYLE: readonly Refused[] = [
  refused("functions/vault/a.ts", "export default 1;", "default"),
  refused("functions/vault/a.ts", "export const a = 1 == 1;", "==="),
  refused("functions/vault/a.ts", "export const a: any = 1;", "any"),
];

describe("the import rules", () => {
  const answers = lint([...REFUSED, ...ALLOWED, ...STYLE]);

  it.each(REFUSED.map((snippet, index) => ({ ...snippet, said: answers[index] })))(
    "refuse in $file: $code",
    ({ because, said }) => {
      expect(said?.filter(({ rule }) => rule === "house/imports")).toEqual([
        { rule: "house/imports", message: expect.stringContaining(because) },
      ]);
    },
  );

  it.each(ALLOWED.map((snippet, index) => ({ ...snippet, said: answers[REFUSED.length + index] })))(
    "allow in $file: $code",
    ({ said }) => {
      expect(said).toEqual([]);
    },
  );

  it.each(STYLE.map((snippet, index) => ({ ...snippet, said: answers[REFUSED.length + ALLOWED.length + index] })))(
    "come with others: $code",
    ({ because, said }) => {
      expect(said?.map(({ message }) => message).join("\n")).toContain(because);
    },
  );
});

function refused(file: string, code: string, because: string): Refused {
  return { file, code, because };
}

function allowed(file: string, code: string): Snippet {
  return { file, code };
}

/** ESLint's settings are an ES module, which Jest's own module system does not load: one process of their own lints all snippets. */
function lint(snippets: readonly Snippet[]): readonly (readonly { rule: string; message: string }[])[] {
  const root = repositoryRoot();
  const output = execFileSync(process.execPath, [path.join(root, "__tests__", "tools", "lint-snippets.mjs")], {
    cwd: root,
    input: JSON.stringify(snippets.map(({ file, code }) => ({ file: path.join(root, file), code }))),
    encoding: "utf8",
  });
  return JSON.parse(output) as { rule: string; message: string }[][];
}
