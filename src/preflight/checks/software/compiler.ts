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
    "Modules should be compiled by the compiler that the kernel was: another one may not know the flags that the kernel's headers ask for, or lay out structures otherwise. /proc/version names the kernel's. Install that version of gcc beside the other: the headers of some distributions choose it by themselves.",
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
        found: `its kernel was compiled by ${name} ${version}, modules are by gcc ${gcc}`,
        why: `${[...new Set(builds)].join(', ')} may not build, or not load`,
        fix:
          name === 'gcc'
            ? `install gcc ${version} beside gcc ${gcc}`
            : 'boot a kernel that was compiled by gcc, if a build fails',
      },
    ];
  },
});
