import { parseFreeSpace } from '../../../linux/machine/free-space.js';
import { ask, valueOf } from '../../../linux/text/query.js';
import { askingMachine } from '../../check.js';

/** Where modules are built, and where they are kept. In MiB: a build of all of them takes some 20. */
const FOLDERS = ['/run', '/var/cache'];
const LEAST = 64;

export const diskSpace = askingMachine({
  name: 'disk-space',
  title: 'Free space',
  about:
    'Modules are built below /run and kept below /var/cache. Both need some 20 MiB; less than 64 MiB is reported.',
  asks: () => ask(['df', '-Pk', ...FOLDERS], parseFreeSpace),
  judge: (_facts, _machine, space) =>
    (valueOf(space) ?? []).flatMap(({ place, free }) => {
      const mebibytes = Math.floor(free / 2 ** 20);
      return mebibytes >= LEAST
        ? []
        : [
            {
              severity: 'stops' as const,
              found: `only ${mebibytes} MiB are free on ${place}`,
              why: 'modules are built and kept there',
              fix: `make room: du -xh ${place} | sort -h | tail`,
            },
          ];
    }),
});
