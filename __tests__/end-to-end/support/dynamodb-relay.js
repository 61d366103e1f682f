/**
 * Runs DynamoDB Local in the network namespace that this process was started in, and passes on to it what comes in by a
 * socket file: it would listen on all addresses of the machine otherwise. It ends when its standard input does.
 *
 *   node dynamodb-relay.js FOLDER SOCKET
 */
const { execFileSync, spawn } = require("node:child_process");
const net = require("node:net");
const path = require("node:path");

const PORT = 8000;
const WAIT_MS = 100;

const [folder, socket] = process.argv.slice(2);

execFileSync("ip", ["link", "set", "lo", "up"]);
const library = path.join(folder, "DynamoDBLocal_lib");
const settings = ["-inMemory", "-disableTelemetry", "-port", String(PORT)];
const engine = spawn(
  "java",
  [`-Djava.library.path=${library}`, "-jar", path.join(folder, "DynamoDBLocal.jar"), ...settings],
  { stdio: ["ignore", "ignore", "inherit"] },
);

function end(code) {
  engine.kill("SIGKILL");
  process.exit(code);
}
engine.on("exit", () => end(1));
process.stdin.on("end", () => end(0)).resume();

const relay = net.createServer((client) => {
  const server = net.connect(PORT, "127.0.0.1");
  const close = () => {
    client.destroy();
    server.destroy();
  };
  client.on("error", close).on("close", close).pipe(server);
  server.on("error", close).on("close", close).pipe(client);
});

function listenWhenReady() {
  const probe = net.connect(PORT, "127.0.0.1");
  probe.on("error", () => setTimeout(listenWhenReady, WAIT_MS));
  probe.on("connect", () => {
    probe.destroy();
    relay.listen(socket, () => process.stdout.write("ready\n"));
  });
}
listenWhenReady();
