import { createSocket } from "node:dgram";
import { once } from "node:events";

/** What a DNS server says about a name, or by which code (RFC 1035, 4.1.1) it does not; with no answer at all it is silent. */
export interface Zone {
  readonly [name: string]: { readonly a?: readonly string[]; readonly silent?: true; readonly code?: number };
}

/** A DNS server on this machine that knows a few names; `address` is how a resolver finds it. */
export async function dnsServer(
  zone: Zone,
): Promise<{ readonly address: string; readonly close: () => Promise<void> }> {
  const socket = createSocket("udp4");
  socket.on("message", (query, { port, address }) => {
    const { name, end } = questionOf(query);
    const known = zone[name];
    if (known?.silent) return;
    const isA = query.readUInt16BE(end - 4) === 1;
    const records = isA ? (known?.a ?? []) : [];
    const header = Buffer.from(query.subarray(0, 12));
    // An answer; "no such name" where nothing is known of it.
    header.writeUInt16BE(known ? 0x8180 + (known.code ?? 0) : 0x8183, 2);
    header.writeUInt16BE(records.length, 6);
    header.fill(0, 8, 12);
    const answers = records.map((record) =>
      Buffer.concat([
        Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4]),
        Buffer.from(record.split(".").map(Number)),
      ]),
    );
    socket.send(Buffer.concat([header, query.subarray(12, end), ...answers]), port, address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return {
    address: `127.0.0.1:${socket.address().port}`,
    close: async () => {
      socket.close();
      await once(socket, "close");
    },
  };
}

function questionOf(query: Buffer): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let place = 12;
  for (let length = query[place] ?? 0; length > 0; length = query[place] ?? 0) {
    labels.push(query.subarray(place + 1, place + 1 + length).toString());
    place += 1 + length;
  }
  return { name: labels.join(".").toLowerCase(), end: place + 5 };
}
