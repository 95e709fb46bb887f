import { ParseFailure } from '../text/parse-failure.js';

/** The kernel a machine runs. */
export interface KernelIdentity {
  /** `uname -r`: 6.1.0-56-cloud-amd64. Modules are built against exactly this. */
  readonly release: string;
  /** `uname -v`: build number, configuration and date. */
  readonly version: string;
  /** `uname -m`: x86_64. */
  readonly architecture: string;
}

/** Parses the output of `uname -srvm`. @throws ParseFailure */
export const parseUname = (text: string, where?: string): KernelIdentity => {
  const [, release, version, architecture] = /^Linux (\S+) (.+) (\S+)$/.exec(text.trim()) ?? [];
  if (release === undefined || version === undefined || architecture === undefined) {
    const expected = "'Linux', release, version and architecture";
    throw new ParseFailure({ source: 'uname -srvm', expected, text, where });
  }
  return { release, version, architecture };
};

/** The major and minor version of a kernel release: 6.1 of 6.1.0-56-cloud-amd64. @throws ParseFailure */
export const kernelLine = (release: string): string => {
  const [line] = /^\d+\.\d+/.exec(release) ?? [];
  if (line !== undefined) return line;
  throw new ParseFailure({
    source: 'uname -r',
    expected: 'a version such as 6.1.0',
    text: release,
  });
};
