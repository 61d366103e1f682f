import tseslint from "typescript-eslint";
import { house } from "./tools/eslint/plugin.mjs";

/** Jest asks for a default export in these, ESLint in its settings. */
const DEFAULT_EXPORTS = ["eslint.config.mjs", "__tests__/end-to-end/{deployment,teardown}.ts"];

export default tseslint.config(
  {
    ignores: [
      "**/node_modules/",
      "dist/",
      "cdktf.out/",
      "coverage/",
      ".cache/",
      ".local/",
      ".venv/",
      "functions/api/generated/",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  {
    plugins: { house },
    rules: {
      "house/imports": "error",
      eqeqeq: "error",
      "no-constant-binary-expression": "error",
      "no-restricted-exports": [
        "error",
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true } },
      ],
      "no-self-compare": "error",
      "no-unreachable": "error",
      "no-unreachable-loop": "error",
      "no-unsafe-finally": "error",
      "no-unsafe-optional-chaining": "error",
    },
  },
  {
    files: ["**/*.ts"],
    rules: {
      // An index signature names its key.
      "@typescript-eslint/consistent-indexed-object-style": "off",
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      // environment["NAME"] shows that the key is data.
      "@typescript-eslint/dot-notation": ["error", { allowIndexSignaturePropertyAccess: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // `() => {}` is how a listener that nobody needs is written.
      "@typescript-eslint/no-empty-function": ["error", { allow: ["arrowFunctions"] }],
      // Taking a text apart is right for digits, which is what we take apart.
      "@typescript-eslint/no-misused-spread": "off",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // An adapter's method is asynchronous because its port is.
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    files: ["__tests__/**/*.ts"],
    rules: {
      // In a test a missing element fails the test, which is what is wanted.
      "@typescript-eslint/no-non-null-assertion": "off",
      // Jest types its matchers (expect.any, expect.stringContaining) as any.
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    // Settings and the few scripts that run before TypeScript does.
    files: ["**/*.js", "**/*.mjs"],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { "@typescript-eslint/no-dynamic-delete": "off", "@typescript-eslint/no-require-imports": "off" },
  },
  { files: DEFAULT_EXPORTS, rules: { "no-restricted-exports": "off" } },
);
