import type { Argv } from '../../model/command.js';

/** Prints what distribution a machine runs; one of the files is missing or a link to the other (os-release(5)). */
export const OS_RELEASE: Argv = ['sh', '-c', 'cat /etc/os-release || cat /usr/lib/os-release || :'];

/** What a machine calls its distribution. */
export interface OsRelease {
  /** `ubuntu`; empty where it is not known. */
  readonly id: string;
  /** The distributions it is made from, the nearest first: `debian`. */
  readonly like: readonly string[];
}

const ASSIGNMENT = /^([A-Z_]+)=(["']?)(.*)\2\s*$/;

/** What a distribution calls itself, its version included; undefined where it does not say. */
export const prettyName = (text: string): string | undefined =>
  /^PRETTY_NAME=(["']?)(.+)\1\s*$/m.exec(text)?.[2];

/** Parses /etc/os-release: assignments as in a shell. Other lines and variables are left out. */
export const parseOsRelease = (text: string): OsRelease => {
  const values = new Map(
    text.split('\n').flatMap((line): [string, string][] => {
      const [, name, , value] = ASSIGNMENT.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value.toLowerCase()]];
    }),
  );
  return {
    id: values.get('ID') ?? '',
    like: (values.get('ID_LIKE') ?? '').split(/\s+/).filter(Boolean),
  };
};
