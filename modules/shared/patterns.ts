/**
 * Forms of the values that environments and modules take. Each means the same in JavaScript and in RE2, Terraform's: no look-around, no
 * `\s`, their own anchors.
 */

/** `us-west-2`, `us-gov-west-1`, `eusc-de-east-1`. */
export const REGION = /^[a-z]{2,4}(-[a-z]+)+-[0-9]$/;
/** The suffix of every name; its longest is MAX_ENVIRONMENT. */
export const ENVIRONMENT = /^[a-z][a-z0-9-]{0,10}[a-z0-9]$/;
/** Amazon S3: bucket naming rules, without dots (TLS certificates have no wildcard for them). */
export const BUCKET = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;
/** As HTML's e-mail field, with a dot in the domain. */
export const EMAIL = /^[A-Za-z0-9.!#$%&'*+\/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;
export const KEY_ARN = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key\/[A-Za-z0-9-]+$/;
export const ROLE_ARN = /^arn:aws[a-z-]*:iam::[0-9]{12}:role\/[A-Za-z0-9_+=,.@\/-]{1,512}$/;
export const TOPIC_ARN = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$/;
/** A published function: its alias or version is in the ARN. */
export const LIVE_FUNCTION_ARN =
  /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9-_]{1,64}:[A-Za-z0-9-_]{1,128}$/;
export const TABLE_NAME = /^[A-Za-z0-9_.-]{3,255}$/;
export const TABLE_ARN = /^arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:[0-9]{12}:table\/[A-Za-z0-9_.-]{3,255}$/;
export const STREAM_ARN =
  /^arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:[0-9]{12}:table\/[A-Za-z0-9_.-]{3,255}\/stream\/[0-9T:.-]+$/;
export const SECRET_ARN = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9\/_+=.@-]{1,512}$/;
export const QUEUE_URL = /^https?:\/\/[A-Za-z0-9:.-]+\/[0-9]{12}\/[A-Za-z0-9_-]{1,80}$/;
export const PROJECT = /^([a-z][a-z0-9-]{0,16}[a-z0-9])?$/;

/** End of a bucket's name. */
export const BUCKET_SUFFIX = /^([a-z0-9][a-z0-9-]{0,11})?$/;
/** Where an SFTP server is, with its port perhaps. */
export const SFTP_URL = /^sftp:\/\/[A-Za-z0-9.-]{1,200}(:[0-9]{1,5})?$/;
/** A public key of an SSH server, without a comment: its type, and base64. */
export const SSH_HOST_KEY =
  /^(ssh-rsa|rsa-sha2-256|rsa-sha2-512|ssh-ed25519|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+\/]+={0,3}$/;
/** A folder of a server, from its root. */
export const REMOTE_FOLDER = /^\/[A-Za-z0-9._\/-]{0,255}$/;

/** The same form, or nothing at all. */
export const orEmpty = (pattern: RegExp): RegExp => new RegExp(`^$|${pattern.source}`);
