/**
 * Stands in for the bundling of functions' code, which takes tenths of a second an entry, where a test looks at Terraform alone.
 * To be imported before what it stands in for. The bundler has tests of its own, and the end-to-end tests run the real zips.
 */
jest.mock("../../../modules/shared/bundle", () => {
  const { createHash } = jest.requireActual<typeof import("node:crypto")>("node:crypto");
  return {
    bundle: (entry: string) => {
      const zip = Buffer.from(`the code of ${entry}`);
      const hash = createHash("sha256").update(zip);
      return { zip, sha256Base64: hash.copy().digest("base64"), sha256: hash.digest("hex"), files: {} };
    },
  };
});
