/** What a kernel was compiled by. */
export interface Compiler {
  readonly name: 'gcc' | 'clang';
  readonly major: number;
}

/**
 * Parses /proc/version; undefined if it names no compiler (init/version.c, LINUX_COMPILER).
 * Distributions write `gcc-12 (Debian 12.2.0-14) 12.2.0`, older kernels `gcc version 9.4.0 (Ubuntu ...)`.
 */
export const kernelCompiler = (text: string): Compiler | undefined => {
  const clang = /\bclang version (\d+)\./.exec(text)?.[1];
  if (clang !== undefined) return { name: 'clang', major: Number(clang) };
  const gcc = /\bgcc(?: version|[^,]*?\)) (\d+)\.\d/.exec(text)?.[1];
  return gcc === undefined ? undefined : { name: 'gcc', major: Number(gcc) };
};
