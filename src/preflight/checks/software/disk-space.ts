import { parseFreeSpace } from '../../../linux/machine/free-space.js';
import { ask, valueOf } from '../../../linux/text/query.js';
import { askingMachine } from '../../check.js';

/** Where modules are built, and where they are kept. */
const FOLDERS = ['/run', '/var/cache'];
/** In MiB: a build of all modules takes some 20, the record of changes hardly any. */
const LEAST = { building: 32, otherwise: 4 };

export const diskSpace = askingMachine({
  name: 'disk-space',
  title: 'Free space',
  about:
    'Modules are built below /run and kept below /var/cache, which takes some 20 MiB: less than 32 MiB is reported; on machines that build none, less than 4 MiB.',
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
                ? 'modules are built and kept there'
                : 'what a run changes is recorded there',
              fix: `make room: du -xh ${place} | sort -h | tail`,
            },
          ];
    });
  },
});
