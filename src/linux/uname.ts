import { ParseFailure } from './parse-failure.js';

/** Which kernel a machine runs. */
export interface KernelIdentity {
  /** `uname -r`: 6.1.0-56-cloud-amd64. Modules are built against exactly this. */
  readonly release: string;
  /** `uname -v`: build number, configuration and date. */
  readonly version: string;
  /** `uname -m`: x86_64. */
  readonly architecture: string;
}

/** The output of `uname -srvm`. @throws ParseFailure */
export const parseUname = (text: string, where?: string): KernelIdentity => {
  const [, release, version, architecture] = /^Linux (\S+) (.+) (\S+)$/.exec(text.trim()) ?? [];
  if (release === undefined || version === undefined || architecture === undefined) {
    const expected = "'Linux', release, version and architecture";
    throw new ParseFailure({ source: 'uname -srvm', expected, text, where });
  }
  return { release, version, architecture };
};
