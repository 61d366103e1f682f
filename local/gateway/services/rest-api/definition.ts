import type { JsonObject } from "../../answers";

/** What an OpenAPI document says of a REST API, in API Gateway's own terms. */
export interface ApiDefinition {
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly apiKeySource: "HEADER" | "AUTHORIZER" | undefined;
  readonly binaryMediaTypes: readonly string[] | undefined;
  readonly minimumCompressionSize: number | undefined;
  /** JSON schemas by model name; their references are `#/components/schemas/<name>`. */
  readonly models: Readonly<Record<string, JsonObject>>;
  readonly validators: Readonly<Record<string, ValidatorDefinition>>;
  readonly authorizers: Readonly<Record<string, AuthorizerDefinition>>;
  readonly gatewayResponses: Readonly<Record<string, JsonObject>>;
  readonly methods: readonly MethodDefinition[];
}

/** What a request validator looks at. */
export interface ValidatorDefinition {
  readonly validateRequestBody: boolean;
  readonly validateRequestParameters: boolean;
}

/** An authoriser as `CreateAuthorizer` takes it, but for its name. */
export interface AuthorizerDefinition {
  readonly type: "TOKEN" | "REQUEST" | "COGNITO_USER_POOLS";
  readonly authType: "custom" | "cognito_user_pools";
  readonly authorizerUri?: string;
  readonly authorizerCredentials?: string;
  readonly identitySource?: string;
  readonly identityValidationExpression?: string;
  readonly authorizerResultTtlInSeconds?: number;
  readonly providerARNs?: readonly string[];
}

/** Who may call a method. */
export interface MethodSecurity {
  readonly authorizationType: "NONE" | "AWS_IAM" | "CUSTOM" | "COGNITO_USER_POOLS";
  /** Name of the authoriser, where there is one. */
  readonly authorizer?: string;
  readonly authorizationScopes: readonly string[];
  readonly apiKeyRequired: boolean;
}

/** One method of one path. */
export interface MethodDefinition extends MethodSecurity {
  readonly path: string;
  /** Upper case; ANY for x-amazon-apigateway-any-method. */
  readonly httpMethod: string;
  readonly operationName: string;
  /** `method.request.{header,querystring,path}.<name>` and whether it must be there. */
  readonly requestParameters: Readonly<Record<string, boolean>>;
  /** Model names by media type. */
  readonly requestModels: Readonly<Record<string, string>>;
  readonly validator: string | undefined;
  readonly responses: Readonly<
    Record<string, { readonly responseParameters: JsonObject; readonly responseModels: JsonObject }>
  >;
  readonly integration: IntegrationDefinition;
}

/** What answers a method. */
export interface IntegrationDefinition {
  readonly type: "AWS_PROXY" | "MOCK";
  readonly httpMethod: string | undefined;
  readonly uri: string | undefined;
  readonly credentials: string | undefined;
  readonly passthroughBehavior: string;
  readonly timeoutInMillis: number;
  readonly requestTemplates: Readonly<Record<string, string>>;
  readonly responses: readonly IntegrationResponseDefinition[];
}

/** How a mock's answer is made. */
export interface IntegrationResponseDefinition {
  readonly statusCode: string;
  /** Empty for the default. */
  readonly selectionPattern: string;
  readonly responseParameters: Readonly<Record<string, string>>;
  readonly responseTemplates: Readonly<Record<string, string>>;
}
