import { kernelCompiler } from '../../../linux/kernel/compiler.js';
import { ask, asOne, valueOf } from '../../../linux/text/query.js';
import { askingMachine } from '../../check.js';

const major = (text: string): number | undefined => {
  const read = /^(\d+)/.exec(text)?.[1];
  return read === undefined ? undefined : Number(read);
};

/** `/usr/bin/gcc-12`, and no `gcc-ar-12`. */
const versions = (text: string): readonly number[] =>
  [...text.matchAll(/\/gcc-(\d+)$/gm)].map(([, version]) => Number(version));

export const compiler = askingMachine({
  name: 'compiler',
  title: 'Compiler',
  about:
    "Modules should be compiled by the same compiler as the kernel: another one may not know the flags of the kernel's build, or lay out structures differently. /proc/version names the kernel's compiler. Install that version of gcc as well: the headers of some distributions select it automatically.",
  asks: () =>
    asOne({
      kernel: ask(['cat', '/proc/version'], kernelCompiler),
      gcc: ask(['gcc', '-dumpversion'], major),
      others: ask(['find', '/usr/bin', '-name', 'gcc-[0-9]*'], versions),
    }),
  judge: (_facts, { requirements }, read) => {
    const kernel = valueOf(read.kernel);
    const gcc = valueOf(read.gcc);
    const builds = requirements.flatMap((each) => each.builds ?? []);
    if (kernel === undefined || gcc === undefined || builds.length === 0) return [];
    const { name, major: version } = kernel;
    if (name === 'gcc' && [gcc, ...(valueOf(read.others) ?? [])].includes(version)) return [];
    return [
      {
        severity: 'notes',
        found: `its kernel was compiled by ${name} ${version}, but modules would be by gcc ${gcc}`,
        why: `${[...new Set(builds)].join(', ')} may not build, or not load`,
        fix:
          name === 'gcc'
            ? `install gcc ${version} in addition to gcc ${gcc}`
            : 'boot a kernel that was compiled by gcc, if a build fails',
      },
    ];
  },
});
