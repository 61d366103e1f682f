import type { IResolvable } from "cdktf";
import { Construct } from "constructs";
import { type KeyReference, type PlatformRole, SecureBucket, type Surroundings } from "../shared";
import { KEY_USE_BY_READER, KEY_USE_BY_WRITER, LIST_FILES, PUT_FILES, READ_FILES } from "./perms";

/** Where things stand in the bucket. */
export const FOLDERS = {
  /** Files for the bank, which may still be cancelled. */
  outgoing: "outgoing/",
  /** Files that a bank without an SFTP server fetches: they are handed over. */
  pickup: "pickup/",
  /** What the bank left, or the connector fetched. */
  incoming: "incoming/",
  /** What the connector saw in the bank's folders. */
  listings: "listings/",
  /** Copies of what could not be read or matched. */
  unmatched: "unmatched/",
  /** The daily reports. */
  reports: "reports/",
} as const;

type Folder = keyof typeof FOLDERS;

export interface FilesProps {
  readonly surroundings: Surroundings;
  readonly name: string;
  readonly encryptionKey: KeyReference;
  readonly forceDestroy: boolean | IResolvable;
  readonly preventDestroy: boolean;
  readonly retentionDays: number;
  readonly objectLockDays: number;
  readonly accessLogBucket?: string;
}

/** A listing is read within minutes. */
const LISTING_DAYS = 30;

/** The bucket of files both ways: each function reads and writes the folders that are its own. */
export class Files extends Construct {
  readonly bucket: SecureBucket;
  private readonly props: FilesProps;

  constructor(scope: Construct, id: string, props: FilesProps) {
    super(scope, id);
    this.props = props;
    this.bucket = new SecureBucket(this, "Resource", {
      ...props,
      expireDays: { "": props.retentionDays, [FOLDERS.listings]: LISTING_DAYS },
    });
  }

  /** Lets a role put files into folders, and use the bucket's key through S3. */
  grantPut(role: PlatformRole, sid: string, folders: readonly Folder[], actions: readonly string[] = PUT_FILES): void {
    this.grant(role, sid, folders, actions, KEY_USE_BY_WRITER);
  }

  /** Lets a role read what is in folders, and use the bucket's key through S3. */
  grantRead(
    role: PlatformRole,
    sid: string,
    folders: readonly Folder[],
    actions: readonly string[] = READ_FILES,
  ): void {
    this.grant(role, sid, folders, actions, KEY_USE_BY_READER);
  }

  /** Lets a role see what there is: without it, what is not there looks forbidden. */
  grantList(role: PlatformRole, sid: string): void {
    role.allow({ sid, effect: "Allow", actions: [...LIST_FILES], resources: [this.bucket.arn] });
  }

  private grant(
    role: PlatformRole,
    sid: string,
    folders: readonly Folder[],
    actions: readonly string[],
    onKey: readonly string[],
  ): void {
    const { encryptionKey, surroundings } = this.props;
    role.allow(
      {
        sid,
        effect: "Allow",
        actions: [...actions],
        resources: folders.map((folder) => `${this.bucket.arn}/${FOLDERS[folder]}*`),
      },
      {
        sid: `${sid}Key`,
        effect: "Allow",
        actions: [...onKey],
        resources: [encryptionKey.arn],
        condition: [{ test: "StringEquals", variable: "kms:ViaService", values: [surroundings.serviceEndpoint("s3")] }],
      },
    );
  }
}
