import type { Tool } from '../../../linux/distribution/tool.js';
import type { Argv } from '../../../model/command.js';

/** How a packed archive is unpacked: tar's option, and the program that it calls. */
interface Packing {
  readonly name: RegExp;
  readonly option: string;
  readonly tool: Tool;
}

const PACKINGS: readonly Packing[] = [
  { name: /\.(tar\.|t)xz$/, option: '--xz', tool: 'xz' },
  { name: /\.(tar\.bz2|tbz2?)$/, option: '--bzip2', tool: 'bzip2' },
  { name: /\.(tar\.|t)gz$/, option: '--gzip', tool: 'gzip' },
  { name: /\.(tar\.|t)zst$/, option: '--zstd', tool: 'zstd' },
];

const packingOf = (path: string): Packing | undefined =>
  PACKINGS.find(({ name }) => name.test(path));

/** Whether a file is an archive, by its name. */
export const isArchive = (path: string): boolean =>
  path.endsWith('.tar') || packingOf(path) !== undefined;

/** The programs needed to unpack an archive. */
export const unpackingTools = (path: string): readonly Tool[] => {
  const packing = packingOf(path);
  return ['tar', ...(packing === undefined ? [] : [packing.tool])];
};

/** Extracts macvlan.c from an archive of a kernel's source to a folder. */
export const unpackMacvlan = (archive: string, folder: string): Argv => {
  const packing = packingOf(archive);
  return [
    'tar',
    '--extract',
    ...(packing === undefined ? [] : [packing.option]),
    `--file=${archive}`,
    `--directory=${folder}`,
    '--no-same-owner',
    '--transform=s,.*/,,',
    // Stops unpacking 130 MB once the one file is extracted.
    '--occurrence=1',
    '--wildcards',
    '*/drivers/net/macvlan.c',
  ];
};
