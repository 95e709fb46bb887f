import { sourceRemedy } from '../../../linux/distribution/remedy.js';
import { askFiles, asOne, type Query } from '../../../linux/text/query.js';
import { tooOld } from '../../../provision/kernel-module/kernel-lines.js';
import {
  ANY_TREES,
  ARCHIVE_FOLDERS,
  filesOn,
  matches,
} from '../../../provision/kernel-module/patched/source-places.js';
import { askingMachine } from '../../check.js';

/** Archives by name. Fails where a folder is not there, and lists the others all the same. */
const ARCHIVES: Query<readonly string[]> = {
  commands: [['find', ...ARCHIVE_FOLDERS, '-maxdepth', '2', '-name', 'linux*.tar*']],
  read: ([outcome]) => outcome?.stdout.split('\n').filter(Boolean) ?? [],
};

export const kernelSource = askingMachine({
  name: 'kernel-source',
  title: "The kernel's source",
  about:
    "napi-macvlan, softnet-macvlan and direct-macvlan are made from the kernel's own macvlan.c, which packages of headers do not have. Each distribution has it elsewhere; a testbed may name it (`kernelSource`). Without it the other data planes can be measured: `vrbench run --skip-unavailable`.",
  asks: () => asOne({ trees: askFiles(ANY_TREES), archives: ARCHIVES }),
  judge: ({ os, release }, { kernelSource: wanted }, { trees, archives }) => {
    // What a testbed names is looked for by the run.
    if (wanted?.type !== 'distribution' || release === '') return [];
    if (tooOld(release) !== undefined) return [];
    const there = [...trees.keys(), ...archives];
    const platform = { os, release };
    const places = filesOn(platform);
    if (places.some((place) => there.some((file) => matches(place, file)))) return [];
    return [
      {
        severity: 'stops',
        found: `there is no source of the running kernel ${release}, which has macvlan.c`,
        why: 'modules of the data planes are made from it',
        fix: sourceRemedy(platform),
      },
    ];
  },
});
