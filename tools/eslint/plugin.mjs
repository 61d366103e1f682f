/** The project's own ESLint plugin: gives each import of a file to the import rules. */
import path from "node:path";
import { importFault } from "./import-rules.mjs";

const imports = {
  meta: { type: "problem", schema: [], docs: { description: "which room may import what" } },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join("/");
    const judge = (node, source, typeOnly, namespaceOnly) => {
      if (typeof source?.value !== "string") return;
      const message = importFault({ file, specifier: source.value, typeOnly, namespaceOnly });
      if (message !== undefined) context.report({ node, message });
    };
    return {
      ImportDeclaration(node) {
        const typeOnly =
          node.importKind === "type" ||
          (node.specifiers.length > 0 && node.specifiers.every((each) => each.importKind === "type"));
        const namespaceOnly = node.specifiers.every((each) => each.type === "ImportNamespaceSpecifier");
        judge(node, node.source, typeOnly, namespaceOnly);
      },
      ExportNamedDeclaration: (node) => judge(node, node.source, node.exportKind === "type", false),
      ExportAllDeclaration: (node) => judge(node, node.source, node.exportKind === "type", true),
      ImportExpression: (node) => judge(node, node.source, false, true),
      TSImportType: (node) => judge(node, node.source ?? node.argument?.literal, true, true),
    };
  },
};

export const house = { meta: { name: "house" }, rules: { imports } };
