import * as z from "zod/mini";
import type { ApiFault, Route } from "../../api";
import type { Clock } from "../../shared/clock";
import { refuse } from "../../shared/results";
import { type InboundProvider, verifyInbound } from "../../webhooks";
import { acquirerNotice } from "./acquirer";
import { bankNotice } from "./bank";
import type { NoticeResult } from "./notice";
import { SENDERS } from "./senders";
import { stripeNotice } from "./stripe";
import { type InboundParts, take } from "./take";

/** What the function works with. */
export interface ReceiverParts {
  readonly clock: Clock;
  readonly secretsOf: (sender: InboundProvider) => Promise<readonly string[]>;
  /** Connected once a sender has shown who it is. */
  readonly connected: () => Promise<InboundParts>;
}

/**
 * `POST /webhooks/{provider}`: the signature over the bytes that came is verified before anything of them is read. What
 * is taken, was taken before, or is about nothing here is acknowledged (200); what cannot be taken yet is refused, and
 * the sender sends it again.
 */
export function inboundRoutes({ clock, secretsOf, connected }: ReceiverParts): {
  readonly receiveWebhook: Route<"receiveWebhook">;
} {
  return {
    async receiveWebhook({ path, headers, body }) {
      const sender = SENDERS.find((each) => each === path.provider);
      if (!sender) {
        const message = `provider: allowed are ${SENDERS.join(", ")}.`;
        return refuse<ApiFault>({ code: "sender_not_found", param: "provider", message });
      }
      const secrets = await secretsOf(sender);
      if (secrets.length === 0) {
        const message = `provider: this environment has no secret to verify ${sender} by yet; nothing was taken, send it again.`;
        return refuse<ApiFault>({ code: "sender_not_configured", param: "provider", message });
      }
      const verified = verifyInbound(sender, headers, body, secrets, clock.now());
      if (!verified.ok) return verified;
      const message = parse(body);
      if (message === undefined) {
        return refuse<ApiFault>({ code: "malformed_json", param: "", message: "The body is not JSON." });
      }
      const read = readMessage(sender, message, verified.messageId ?? "");
      if (!read.ok) return read;
      const parts = await connected();
      const result = await take(parts, read.notice);
      if (!result.ok) return result;
      if (!result.taken) {
        parts.log.info("a notice was about nothing here", { sender, about: read.notice.about });
        parts.count("NoticesIgnored");
      }
      return { status: 200, body: { received: true } };
    },
  };
}

const plainMessage = z.object({ type: z.string("must be a text"), data: z.unknown() });
const stripeMessage = z.object({ type: z.string("must be a text"), data: z.object({ object: z.unknown() }) });

function readMessage(
  sender: InboundProvider,
  message: unknown,
  messageId: string,
): NoticeResult | ReturnType<typeof notOne> {
  if (sender === "stripe") {
    const read = stripeMessage.safeParse(message);
    return read.success ? stripeNotice(read.data.type, read.data.data.object) : notOne();
  }
  const read = plainMessage.safeParse(message);
  if (!read.success) return notOne();
  const { type, data } = read.data;
  return sender === "bank" ? bankNotice(type, data) : acquirerNotice(type, data, messageId);
}

function notOne() {
  return refuse<ApiFault>({
    code: "invalid",
    param: "type",
    message: "type: must be the type of a message with data.",
  });
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return undefined;
  }
}
