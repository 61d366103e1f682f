import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import * as environments from "./environment";
import { authoriserOf } from "./jwt";
import { tokenVerifier } from "./jwt-verifier";

const { JWT_ISSUER, JWT_AUDIENCE, JWT_JWKS_URI } = readEnvironment(environments.jwtAuthoriser);

/** Who may call the API, by a bearer token of the environment's issuer. */
export const handler = authoriserOf(
  createLogger(),
  tokenVerifier({ issuer: JWT_ISSUER, audience: JWT_AUDIENCE, jwksUri: JWT_JWKS_URI }),
);
