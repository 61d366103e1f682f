/** What other rooms use of the vault: its envelope for what they keep sealed under keys of their own, never its cards. */
export { DataKeys } from "./data-keys";
export type { Encryptor } from "./encryptor";
export type { KeyManagement } from "./key-management";
export { connectKms } from "./kms";
export { LeanEncryptor } from "./lean-encryptor";
