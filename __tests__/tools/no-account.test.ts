describe("the environment of the tests", () => {
  it("has no AWS settings of the person who runs them", () => {
    const names = Object.keys(process.env).filter((name) => name.startsWith("AWS_") && name !== "AWS_CA_BUNDLE");
    expect(names.sort()).toEqual([
      "AWS_ACCESS_KEY_ID",
      "AWS_EC2_METADATA_DISABLED",
      "AWS_ENDPOINT_URL",
      "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED",
      "AWS_SECRET_ACCESS_KEY",
    ]);
  });

  it("sends a call that names no endpoint of its own nowhere", async () => {
    await expect(fetch(process.env["AWS_ENDPOINT_URL"] ?? "")).rejects.toThrow("fetch failed");
  });
});
