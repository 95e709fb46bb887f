import { readdir, readFile } from 'node:fs/promises';
import { builtFrom, ingredientsFolder, type ModuleName } from './modules.js';
import { sha256OfAll, type Recipe } from './recipe.js';

/** The sources of a module of this project's own. */
export interface OwnSources {
  readonly files: readonly { readonly name: string; readonly content: string }[];
  /** Of names and contents, in hexadecimal. */
  readonly sha256: string;
}

const IS_SOURCE = /\.[ch]$|^Makefile$/;

/** Reads the sources and the Makefile in this package. */
export const ownSourcesOf = async (module: ModuleName): Promise<OwnSources> => {
  const folder = ingredientsFolder(module);
  const names = (await readdir(folder)).filter((name) => IS_SOURCE.test(name)).sort();
  const files = await Promise.all(
    names.map(async (name) => ({ name, content: await readFile(new URL(name, folder), 'utf8') })),
  );
  return { files, sha256: sha256OfAll(files.flatMap(({ name, content }) => [name, content])) };
};

/** A module whose sources are this project's own: they only have to be uploaded. */
export const ownSources = (module: ModuleName): Recipe => ({
  describe: () => [],
  gather: async () => {
    const { files, sha256 } = await ownSourcesOf(module);
    return {
      tools: [],
      fingerprint: () => Promise.resolve(sha256),
      place: (host, { signal }) =>
        host.upload(
          files.map(({ name, content }) => ({ path: builtFrom(module, name), content })),
          { signal },
        ),
    };
  },
});
