/**
 * Takes the person's AWS settings away from the test processes: no test, and no mistake in one, reaches an account. What is meant for the
 * embedded AWS names its endpoint itself; all else meets a port on which nobody listens.
 */
"use strict";

for (const name of Object.keys(process.env)) {
  if (name.startsWith("AWS_") && name !== "AWS_CA_BUNDLE") delete process.env[name];
}
process.env["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1";
process.env["AWS_ACCESS_KEY_ID"] = "test";
process.env["AWS_SECRET_ACCESS_KEY"] = "test";
process.env["AWS_EC2_METADATA_DISABLED"] = "true";
// Node 20 is supported here as long as the pinned SDK supports it; its notice would stand between the results.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
