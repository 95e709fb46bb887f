import type { Argv } from '../../model/command.js';
import { ask, asOne, mapped, readWith, type Query, type Readout } from '../text/query.js';

/** What a distribution ships may be replaced by what the machine's own has (os-release(5)). */
const OWN = '/etc/os-release';
const SHIPPED = '/usr/lib/os-release';

/** Prints what distribution a machine runs; one of the files is missing or a link to the other. */
export const OS_RELEASE: Argv = ['sh', '-c', `cat ${OWN} || cat ${SHIPPED} || :`];

/** What a machine calls its distribution. */
export interface OsRelease {
  /** `ubuntu`; empty where it is not known. */
  readonly id: string;
  /** The distributions it is made from, the nearest first: `debian`. */
  readonly like: readonly string[];
}

const ASSIGNMENT = /^([A-Z_]+)=(["']?)(.*)\2\s*$/;

/** What a distribution calls itself, its version included; undefined where it does not say. */
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

/** What it calls itself. grep fails where one of the files is missing, and prints the other's line. */
export const ASK_PRETTY_NAME: Query<Readout<string>> = {
  commands: [PRETTY_NAME],
  read: ([outcome]) => readWith(PRETTY_NAME.join(' '), () => prettyName(outcome?.stdout ?? '')),
};
