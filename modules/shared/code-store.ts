import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { AssetType, type ITerraformDependable, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Contracts } from "../../functions/contracts";
import { type Bundle, bundle } from "./bundle";
import { projectRoot } from "./project";
import type { KeyReference } from "./references";
import { SecureBucket, type SecureBucketProps } from "./secure-bucket";

/** Where Lambda finds a function's code. */
export interface StoredCode {
  readonly bucket: string;
  /** Holds the hash of the code, so that new code is a new object and an old plan still finds the old one. */
  readonly key: string;
  /** SHA-256 of the zip, base64. */
  readonly sha256Base64: string;
}

/** A bundle takes a tenth of a second, and every environment asks for the same ones. */
const bundles = new Map<string, Bundle>();
function bundleOnce(entry: string): Bundle {
  const made = bundles.get(entry) ?? bundle(entry);
  bundles.set(entry, made);
  return made;
}

/** Where the zips lie, and under which key. */
interface Shelf {
  readonly bucketName: string;
  readonly encryptionKey: KeyReference;
  /** What must be there before a zip is put. */
  readonly protections: ITerraformDependable[];
}

/** A bucket that takes the zips of functions: one's own (`CodeStore`), or one that another module made (`GivenCodeBucket`). */
export abstract class FunctionCode extends Construct {
  private readonly stored = new Map<string, StoredCode>();
  protected abstract readonly shelf: Shelf;

  /** Bundles an entry and puts it; two functions of one entry share the object. */
  put(entry: keyof Contracts): StoredCode {
    const known = this.stored.get(entry);
    if (known !== undefined) return known;
    const { bucketName, encryptionKey, protections } = this.shelf;
    const { zip, sha256, sha256Base64 } = bundleOnce(entry);
    const name = entry.replaceAll("/", "_").replaceAll("-", "_");
    const asset = new TerraformAsset(this, `${name}_zip`, {
      path: onDisk(`${name}.zip`, sha256, zip),
      type: AssetType.FILE,
      assetHash: sha256.slice(0, 16),
    });
    const object = new S3Object(this, name, {
      bucket: bucketName,
      key: `functions/${entry}/${sha256}.zip`,
      // `path.module`: a module called from another folder would look for the file in that one.
      source: `\${path.module}/${asset.path}`,
      sourceHash: sha256,
      kmsKeyId: encryptionKey.arn,
      ...(protections.length === 0 ? {} : { dependsOn: protections }),
    });
    const code: StoredCode = { bucket: object.bucket, key: object.key, sha256Base64 };
    this.stored.set(entry, code);
    return code;
  }
}

/**
 * An artefact bucket with the zips of the functions. Code travels through S3 because the provider uploads `filename` code
 * one function after the other, 5 s each.
 */
export class CodeStore extends FunctionCode {
  readonly bucket: SecureBucket;
  protected readonly shelf: Shelf;

  constructor(scope: Construct, id: string, props: Omit<SecureBucketProps, "keepOldVersionsDays">) {
    super(scope, id);
    this.bucket = new SecureBucket(this, "bucket", props);
    const { encryptionKey } = props;
    this.shelf = { bucketName: this.bucket.name, encryptionKey, protections: this.bucket.protections };
  }
}

/** The artefact bucket of another module, by its name. */
export class GivenCodeBucket extends FunctionCode {
  protected readonly shelf: Shelf;

  constructor(
    scope: Construct,
    id: string,
    { bucketName, encryptionKey }: { readonly bucketName: string; readonly encryptionKey: KeyReference },
  ) {
    super(scope, id);
    this.shelf = { bucketName, encryptionKey, protections: [] };
  }
}

/** Terraform reads files, so the zip becomes one, under its hash. It is there whole or not at all, whoever else writes it. */
function onDisk(name: string, hash: string, bytes: Uint8Array): string {
  const file = path.join(projectRoot, ".cache", "code", hash, name);
  if (!existsSync(file)) {
    const unfinished = `${file}.${String(process.pid)}`;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(unfinished, bytes);
    renameSync(unfinished, file);
  }
  return file;
}
