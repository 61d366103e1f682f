import path from "node:path";
import { anchorsOf, linksOf } from "./markdown";
import type { Finding, TextFile, TreeRule } from "./rule";

/** What a link to another site, or to a mail address, begins with; those are not followed. */
const ELSEWHERE = /^([a-z][a-z0-9+.-]*:|\/\/)/i;

/** Every link in a document leads to a file of the repository, and to a heading where it names one. */
export const liveLinks: TreeRule = {
  name: "live links",
  check: (files) => {
    const texts = new Map(files.map((file) => [file.path, file.text]));
    const folders = new Set(files.flatMap((file) => foldersAbove(file.path)));
    return files.filter((file) => file.path.endsWith(".md")).flatMap((file) => deadLinks(file, texts, folders));
  },
};

/** Every module says in a README what it makes and how to use it. */
export const moduleReadmes: TreeRule = {
  name: "module READMEs",
  check: (files) => {
    const paths = new Set(files.map((file) => file.path));
    const modules = new Set([...paths].flatMap((file) => /^modules\/[^/]+\//.exec(file) ?? []));
    return [...modules]
      .filter((folder) => !paths.has(`${folder}README.md`))
      .map((folder) => ({ path: `${folder}README.md`, line: 1, message: "is missing: every module has a README." }));
  },
};

function deadLinks(file: TextFile, texts: ReadonlyMap<string, string>, folders: ReadonlySet<string>): Finding[] {
  return linksOf(file.text).flatMap(({ target, line }) => {
    if (ELSEWHERE.test(target)) return [];
    const [place = "", anchor = ""] = target.split("#", 2);
    const linked =
      place === ""
        ? file.path
        : path.posix.join(path.posix.dirname(file.path), decodeURIComponent(place)).replace(/\/$/, "");
    const text = texts.get(linked);
    if (text === undefined && (!folders.has(linked) || anchor !== "")) {
      return [{ path: file.path, line, message: `links to ${target}, which is not in the repository.` }];
    }
    if (anchor === "" || text === undefined || !linked.endsWith(".md") || anchorsOf(text).includes(anchor)) return [];
    return [{ path: file.path, line, message: `links to #${anchor}, which is no heading of ${linked}.` }];
  });
}

function foldersAbove(file: string): string[] {
  const parts = file.split("/").slice(0, -1);
  return [".", ...parts.map((_, index) => parts.slice(0, index + 1).join("/"))];
}
