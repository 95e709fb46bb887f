import { readdir, readFile } from 'node:fs/promises';
import { requireLine } from './kernel-lines.js';
import { builtFrom, ingredientsFolder, SHARED_FOLDER, type ModuleName } from './modules.js';
import { sha256OfAll, type Recipe } from './recipe.js';

interface SourceFile {
  readonly name: string;
  readonly content: string;
}

/** The sources of a module in this package. */
export interface OwnSources {
  readonly files: readonly SourceFile[];
  /** Of names and contents, in hexadecimal. */
  readonly sha256: string;
}

const IS_SOURCE = /\.[ch]$|^Makefile$/;

const sourcesIn = async (folder: URL): Promise<readonly SourceFile[]> => {
  const names = (await readdir(folder)).filter((name) => IS_SOURCE.test(name)).sort();
  return Promise.all(
    names.map(async (name) => ({ name, content: await readFile(new URL(name, folder), 'utf8') })),
  );
};

/** Reads a module's sources and Makefile in this package, and the shared sources. */
export const ownSourcesOf = async (module: ModuleName): Promise<OwnSources> => {
  const folders = [ingredientsFolder(module), SHARED_FOLDER];
  const files = (await Promise.all(folders.map(sourcesIn))).flat();
  return { files, sha256: sha256OfAll(files.flatMap(({ name, content }) => [name, content])) };
};

/** This project's files in a module's build folder. */
export const uploadsOf = (
  module: ModuleName,
  { files }: OwnSources,
): readonly { readonly path: string; readonly content: string }[] =>
  files.map(({ name, content }) => ({ path: builtFrom(module, name), content }));

/** A module whose sources are all in this project and only need to be uploaded. */
export const ownSources = (module: ModuleName): Recipe => ({
  describe: () => [],
  gather: async (asked, release) => {
    await requireLine(module, release, asked.name);
    const sources = await ownSourcesOf(module);
    return {
      tools: [],
      fingerprint: () => Promise.resolve(sources.sha256),
      place: (host, { signal }) => host.upload(uploadsOf(module, sources), { signal }),
    };
  },
});
