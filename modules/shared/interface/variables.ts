/** The HCL face of a module's table: variables in, outputs out, under the names of the table in snake_case. */
import { TerraformOutput, TerraformVariable, Token } from "cdktf";
import { Construct } from "constructs";
import { type Inputs, type Output, type PropsOf, snake, type TypeName } from "./table";

/** How a variable of each type is read. */
const READ: { readonly [N in TypeName]: (variable: TerraformVariable) => unknown } = {
  string: (variable) => variable.stringValue,
  number: (variable) => variable.numberValue,
  bool: (variable) => variable.booleanValue,
  "list(string)": (variable) => variable.listValue,
  "map(string)": (variable) => Token.asStringMap(variable.value),
};

/** Declares the Terraform variables, validations included, and returns them as the construct's props. */
export function declareVariables<T extends Inputs>(scope: Construct, inputs: T): PropsOf<T> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, row]) => {
      const v = `var.${snake(name)}`;
      const variable = new TerraformVariable(scope, snake(name), {
        type: row.type,
        description: row.description,
        nullable: false,
        default: row.default,
        validation: row.checks.map((check) => ({
          condition: `\${${check.hcl(v)}}`,
          errorMessage: `${snake(name)} is \${jsonencode(${v})}: ${check.allowed}`,
        })),
      });
      return [name, READ[row.type](variable)];
    }),
  ) as unknown as PropsOf<T>;
}

/** Declares the Terraform outputs of a module. */
export function declareOutputs<M>(scope: Construct, table: Readonly<Record<string, Output<M>>>, module: M): void {
  // A level of its own (that no address shows), as an output may have the name of a variable.
  const level = new Construct(scope, "Resource");
  for (const [name, { description, from, sensitive }] of Object.entries(table))
    new TerraformOutput(level, snake(name), { description, value: from(module), ...(sensitive ? { sensitive } : {}) });
}
