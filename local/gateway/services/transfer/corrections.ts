import { errorAnswer, jsonAnswer, type JsonObject, listIn, objectIn, parseObject, textIn } from "../../answers";
import type { Correction, CorrectionContext } from "../../correction";
import type { GatewayRequest, GatewayResponse } from "../../request";
import { Connectors } from "./connectors";
import { TransferRefusal } from "./refusal";
import { startDirectoryListing, startFileTransfer } from "./transfers";

/** Calls that the emulator has itself: SFTP servers and their users. */
const EMULATED =
  /^((Create|Describe|Delete|List)(Server|User)s?|StartServer|StopServer|ImportSshPublicKey|DeleteSshPublicKey)$/;

/**
 * Transfer Family's SFTP connectors, which the emulator does not have: kept here, and carried out against the server that
 * they name, with result events on the default bus. Who calls needs the permission for it, by the emulator's IAM.
 */
export function transferConnectors(context: CorrectionContext): Correction {
  const connectors = new Connectors(context.account);
  return {
    subject: "Transfer Family's SFTP connectors",
    service: "transfer",
    handle: async (request, forward) => {
      // The emulator checks the permission before it finds that it does not know the call.
      const emulated = await forward(request);
      if (EMULATED.test(request.operation) || isRefusedByIam(emulated)) return emulated;
      try {
        const answer = answerTo(request, parseObject(request.body), { ...context, send: forward, connectors });
        return answer === undefined ? notServed(request) : jsonAnswer(200, answer);
      } catch (error) {
        if (error instanceof TransferRefusal) return errorAnswer(request, 400, error.code, error.message);
        throw error;
      }
    },
  };
}

type Parts = Parameters<typeof startFileTransfer>[0] & { readonly connectors: Connectors };

function answerTo({ operation, region }: GatewayRequest, input: JsonObject, parts: Parts): JsonObject | undefined {
  const { connectors } = parts;
  const id = textIn(input["ConnectorId"]);
  const arn = textIn(input["Arn"]);
  switch (operation) {
    case "CreateConnector":
      return connectors.create(region, input);
    case "DescribeConnector":
      return connectors.describe(region, id);
    case "UpdateConnector":
      return connectors.update(region, input);
    case "DeleteConnector":
      return connectors.delete(region, id);
    case "ListConnectors":
      return connectors.list(region, input);
    case "ListTagsForResource":
      return connectors.isConnectorArn(arn) ? connectors.tags(arn) : undefined;
    case "TagResource":
      return connectors.isConnectorArn(arn) ? connectors.tag(arn, listIn(input["Tags"]).map(objectIn)) : undefined;
    case "UntagResource":
      return connectors.isConnectorArn(arn) ? connectors.untag(arn, listIn(input["TagKeys"])) : undefined;
    case "StartFileTransfer":
      return startFileTransfer(parts, connectors.get(region, id), input).answer;
    case "StartDirectoryListing":
      return startDirectoryListing(parts, connectors.get(region, id), input).answer;
    default:
      return undefined;
  }
}

function isRefusedByIam({ status, body }: GatewayResponse): boolean {
  if (status < 400) return false;
  const { __type: type } = parseObject(body);
  return /AccessDenied|UnrecognizedClient|InvalidClientTokenId|SignatureDoesNotMatch|ExpiredToken|MissingAuthentication/.test(
    textIn(type),
  );
}

function notServed(request: GatewayRequest): GatewayResponse {
  const message = `The embedded AWS does not serve transfer ${request.operation}.`;
  return errorAnswer(request, 400, "InvalidRequestException", message);
}
