import type { Argv } from '../../model/command.js';
import { ask, asOne, mapped, readWith, type Query, type Readout } from '../text/query.js';

/** The file that a distribution ships may be overridden by a local one (os-release(5)). */
const OWN = '/etc/os-release';
const SHIPPED = '/usr/lib/os-release';

/** Prints what distribution a machine runs; one of the files is missing or a link to the other. */
export const OS_RELEASE: Argv = ['sh', '-c', `cat ${OWN} || cat ${SHIPPED} || :`];

/** The distribution of a machine. */
export interface OsRelease {
  /** `ubuntu`; empty if unknown. */
  readonly id: string;
  /** The distributions it derives from, the nearest first: `debian`. */
  readonly like: readonly string[];
}

const ASSIGNMENT = /^([A-Z_]+)=(["']?)(.*)\2\s*$/;

/** A distribution's own name with its version; undefined if it is missing. */
const prettyName = (text: string): string | undefined =>
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

/** What distribution a machine runs. */
export const ASK_OS_RELEASE: Query<Readout<OsRelease>> = mapped(
  asOne({ own: ask(['cat', OWN], parseOsRelease), shipped: ask(['cat', SHIPPED], parseOsRelease) }),
  ({ own, shipped }) => ('value' in own ? own : shipped),
);

const PRETTY_NAME = ['grep', '-hs', '^PRETTY_NAME=', OWN, SHIPPED] as const;

/** The distribution's own name. grep fails if one of the files is missing, but prints the other's line. */
export const ASK_PRETTY_NAME: Query<Readout<string>> = {
  commands: [PRETTY_NAME],
  read: ([outcome]) => readWith(PRETTY_NAME.join(' '), () => prettyName(outcome?.stdout ?? '')),
};
