/** The Terraform release that is downloaded where the machine has none. */
export const TERRAFORM_VERSION = "1.11.4";

/** The oldest release that the stacks run on, of Terraform and of OpenTofu: the S3 backend's own lock file (`use_lockfile`). */
export const TERRAFORM_VERSION_MIN = "1.10.0";

/**
 * SHA-256 of `terraform_1.11.4_<platform>.zip`, as HashiCorp's release page lists them. A platform that is not here is not
 * downloaded for: nothing unchecked is ever unpacked.
 */
export const TERRAFORM_SHA256: Readonly<Record<string, string>> = {
  darwin_amd64: "a56d5002b9f7647291faccc3dd1a70350e60fb61e4c45037629508b8fdc2575b",
  darwin_arm64: "867e0808fa971217043e25b7a792b10720c79b1546f8a68479b74f138be73e18",
  linux_amd64: "1ce994251c00281d6845f0f268637ba50c0005657eb3cf096b92f753b42ef4dc",
  linux_arm64: "a43d1d0da9b9bab214a8305a39db0e40869572594ccf50c416a7756499143633",
};

/** The AWS provider that the stacks ask for; a mirror on the machine serves only when it has this one. */
export const AWS_PROVIDER_VERSION = "5.100.0";
