import { findingsOf, type FileRule } from "./rule";

/** Folders of one machine. Folders that every Linux has (/usr, /tmp, /dev) are not among them. */
const MACHINE_PATH =
  /(?<![\w.@:/-])\/(work|root|home\/[a-z][\w-]*|opt|Users\/\w+|mnt)\/[\w.-]+|\b[A-Z]:\\(Users|Windows|Program|Temp)|\bfile:\/\/\/\w/g;

/** Hosts that serve packages and programs, and addresses of archives. */
const DOWNLOAD =
  /\bhttps?:\/\/((registry\.npmjs\.org|registry\.yarnpkg\.com|unpkg\.com|pypi\.org\/(simple|packages)|files\.pythonhosted\.org|releases\.hashicorp\.com)\b|[^\s"'`)]+\.(zip|tgz|tar\.gz|whl|jar|deb)\b)/g;

/** The repository works from any folder of any machine. */
export const machinePaths: FileRule = {
  name: "machine paths",
  check: (file) =>
    findingsOf(
      file,
      MACHINE_PATH,
      ([text]) => `names a folder of one machine (${text}): derive it, or take it from a setting.`,
    ),
};

/** What is downloaded, and from where, is decided in few places, each with a checksum. */
export const downloads: FileRule = {
  name: "download addresses",
  check: (file) =>
    findingsOf(
      file,
      DOWNLOAD,
      ([text]) => `names a download address (${text}): pin what it gives by a checksum and list it in the allowances.`,
    ),
};
