/** Policies are Terraform policy documents, never JSON text of our own: `JSON.stringify` would leave `${aws:username}` as an interpolation. */
import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import type { Construct } from "constructs";

export type Statement = DataAwsIamPolicyDocumentStatement;

/** A policy document as JSON text. */
export const policyDocument = (scope: Construct, id: string, statement: readonly Statement[]): string =>
  new DataAwsIamPolicyDocument(scope, id, { statement: [...statement] }).json;

/** AWS principals by ARN; an account's root ARN means every principal of that account that IAM lets. */
export const awsPrincipals = (...identifiers: readonly string[]): { type: string; identifiers: string[] }[] => [
  { type: "AWS", identifiers: [...identifiers] },
];
export const servicePrincipals = (...identifiers: readonly string[]): { type: string; identifiers: string[] }[] => [
  { type: "Service", identifiers: [...identifiers] },
];

/** Refuses everything that does not come over TLS, whoever asks: the form that AWS Config and Security Hub look for. */
export const denyPlainText = (actions: readonly string[], resources: readonly string[]): Statement => ({
  sid: "DenyPlainText",
  effect: "Deny",
  principals: [{ type: "AWS", identifiers: ["*"] }],
  actions: [...actions],
  resources: [...resources],
  condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
});
