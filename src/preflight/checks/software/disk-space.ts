import { parseFreeSpace } from '../../../linux/machine/free-space.js';
import { ask, valueOf } from '../../../linux/text/query.js';
import { askingMachine } from '../../check.js';

/** Where modules are built, and where they are cached. */
const FOLDERS = ['/run', '/var/cache'];
/** In MiB: a build of all modules takes about 20, the ledger of changes very little. */
const LEAST = { building: 32, otherwise: 4 };

export const diskSpace = askingMachine({
  name: 'disk-space',
  title: 'Free space',
  about:
    'Modules are built in /run and cached in /var/cache, which takes about 20 MiB: less than 32 MiB is reported; on machines that build none, less than 4 MiB.',
  asks: () => ask(['df', '-Pk', ...FOLDERS], parseFreeSpace),
  judge: (_facts, { requirements }, space) => {
    const builds = requirements.some((each) => each.builds !== undefined);
    const least = builds ? LEAST.building : LEAST.otherwise;
    return (valueOf(space) ?? []).flatMap(({ place, free }) => {
      const mebibytes = Math.floor(free / 2 ** 20);
      return mebibytes >= least
        ? []
        : [
            {
              severity: 'stops' as const,
              found: `only ${mebibytes} MiB are free on ${place}`,
              why: builds
                ? 'modules are built and cached there'
                : 'the changes of a run are recorded there',
              fix: `free some space: du -xh ${place} | sort -h | tail`,
            },
          ];
    });
  },
});
