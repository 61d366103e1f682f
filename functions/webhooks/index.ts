export { type InboundProvider, verifyInbound } from "./inbound";
export { SigningSecretError } from "./signing-secret";
