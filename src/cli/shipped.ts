import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InvalidFile } from '../document/invalid-file.js';
import { nearestName } from '../document/names.js';
import { PACKAGE_ROOT } from '../host/package-root.js';

type Kind = 'testbed' | 'playbook';

const FOLDERS: Readonly<Record<Kind, string>> = { testbed: 'testbeds', playbook: 'playbooks' };

const shipped = (kind: Kind, name: string): string =>
  fileURLToPath(new URL(`${FOLDERS[kind]}/${name}.yaml`, PACKAGE_ROOT));

/** `playbooks/case-1.yaml`, or just `case-1`, is `case-1`. */
const nameIn = (kind: Kind, named: string): string =>
  named.replace(new RegExp(`^${FOLDERS[kind]}/`), '').replace(/\.yaml$/, '');

const KINDS = ['testbed', 'playbook'] as const satisfies readonly Kind[];

const isShipped = (kind: Kind, named: string): boolean =>
  existsSync(shipped(kind, nameIn(kind, named)));

const namesOfKind = (kind: Kind): string[] =>
  readdirSync(fileURLToPath(new URL(`${FOLDERS[kind]}/`, PACKAGE_ROOT)))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => nameIn(kind, file));

const filesOf = (kinds: readonly Kind[], named: string): readonly string[] => {
  if (existsSync(named)) return [named];
  const found = kinds.map((kind) => shipped(kind, nameIn(kind, named))).filter(existsSync);
  if (found.length > 0) return found;
  const other = KINDS.find((kind) => !kinds.includes(kind) && isShipped(kind, named));
  if (other !== undefined) {
    throw new InvalidFile(named, [
      `this is a shipped ${other}, but a ${kinds.join(' or ')} is expected here; the testbed is given with -t, the playbook without: are they swapped?`,
    ]);
  }
  const names = kinds.flatMap(namesOfKind);
  const nearest = nearestName(named, names);
  const hint =
    nearest === undefined ? `shipped: ${names.join(', ')}` : `did you mean '${nearest}'?`;
  throw new InvalidFile(named, [
    `neither a file nor the name of a shipped ${kinds.join(' or ')}; ${hint}`,
  ]);
};

const fileOf = (kind: Kind, named: string): string => filesOf([kind], named)[0] ?? named;

/**
 * The file of a testbed that is named on the command line: a path, or a name of one that is shipped.
 * @throws InvalidFile
 */
export const testbedFile = (named: string): string => fileOf('testbed', named);

const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** The playbooks of a folder, by name; undefined if it is none: `playbooks/paper/`, or `paper`, is shipped. */
const folderOf = (named: string): readonly string[] | undefined => {
  const own = fileURLToPath(
    new URL(`playbooks/${named.replace(/^playbooks\//, '')}`, PACKAGE_ROOT),
  );
  const folder = [named, own].find(isFolder);
  if (folder === undefined) return undefined;
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted();
  if (files.length > 0) return files.map((file) => join(folder, file));
  throw new InvalidFile(named, [`the folder has no playbook (*.yaml)`]);
};

/** As the command line takes it: `paper/case-1`. */
export const playbookName = (path: string): string =>
  path.replace(/^.*\/playbooks\//, '').replace(/\.yaml$/, '');

/** The files of all playbooks that come with this package. */
export const shippedPlaybooks = (): readonly string[] => {
  const folder = fileURLToPath(new URL('playbooks/', PACKAGE_ROOT));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((file) => join(folder, file));
};

/** The names of everything that comes with this package, as the command line takes them. */
export const shippedNames = () => ({
  testbeds: namesOfKind('testbed').toSorted(),
  playbooks: shippedPlaybooks().map(playbookName),
});

/** The files of playbooks: of a folder all that are in it. @throws InvalidFile */
export const playbookFiles = (named: string): readonly string[] =>
  folderOf(named) ?? [playbookFile(named)];

/** The same of a playbook. @throws InvalidFile */
export const playbookFile = (named: string): string => fileOf('playbook', named);

/** The same of either: a testbed and a playbook that are shipped may share a name. @throws InvalidFile */
export const namedFiles = (named: string): readonly string[] =>
  filesOf(['testbed', 'playbook'], named);

/** What the paper states of its data planes. */
export const PAPER_CLAIMS = fileURLToPath(
  new URL('claims/open-virtual-routers.yaml', PACKAGE_ROOT),
);

/** Three emulated machines; the testbed of the lab verbs if none is named. */
export const VIRTUAL_LAB = shipped('testbed', 'virtual-lab');

/** A testbed that comes with this package, and a playbook for it. */
export interface ShippedRun {
  readonly testbed: string;
  readonly playbook: string;
}

/** What quickstart runs. */
export interface Demonstration {
  /** In instruction time: figures that do not depend on how fast or busy the computer is. */
  readonly figures: ShippedRun;
  /** The same case with pktgen on an emulated lab, from the generator through the DUT to the sink. */
  readonly path: ShippedRun;
}

const inInstructionTime = (playbook: string): ShippedRun => ({
  testbed: shipped('testbed', 'deterministic-lab'),
  playbook: shipped('playbook', playbook),
});

/** The paper's overload result (case II) on one emulated machine. */
export const ONE_MACHINE: Demonstration = {
  figures: inInstructionTime('deterministic-case-2'),
  path: {
    testbed: shipped('testbed', 'one-machine-lab'),
    playbook: shipped('playbook', 'quickstart'),
  },
};

/** One ingress port (case I) on three machines. */
export const THREE_MACHINES: Demonstration = {
  figures: inInstructionTime('deterministic-case-1'),
  path: { testbed: VIRTUAL_LAB, playbook: shipped('playbook', 'virtual-lab') },
};
