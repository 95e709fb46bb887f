import { groupBy } from '../../model/group-by.js';
import type { PktgenSetup } from '../../model/schema/setup/pktgen.js';
import { ask, askFiles, asOne, mapped, type Query, type Readout } from '../text/query.js';
import { PKTGEN_FOLDER } from './control.js';

type Devices = NonNullable<PktgenSetup['devices']>;

/** pktgen's module and the settings of its devices, or why they could not be read. */
export type PktgenReadings = {
  readonly [Name in keyof Omit<PktgenSetup, 'unread'>]: Readout<NonNullable<PktgenSetup[Name]>>;
};

const MODULE = '/sys/module/pktgen';

/** A name and what follows it up to the next one: `flows: 0 flowlen: 0`. A colon in a MAC address has no blank after it. */
const SETTING = /([A-Za-z]\w*):(?=\s)((?:(?!\s+[A-Za-z]\w*:\s)[^\n])*)/g;

/**
 * The settings in a device's file, by the names that the kernel prints (pktgen_if_show() in
 * net/core/pktgen.c). Undefined if there are none.
 */
export const parsePktgenSettings = (text: string): Readonly<Record<string, string>> | undefined => {
  const [, block] = /^Params: (.*?)^Current:/ms.exec(text) ?? [];
  if (block === undefined) return undefined;
  // The first has no colon.
  const settings = [...block.replace(/^count /, 'count: ').matchAll(SETTING)].map(
    ([, name = '', value = '']) => [name, value.trim()] as const,
  );
  return Object.fromEntries(settings);
};

/** Prints all files of pktgen in the network namespace, each line with its file. */
const PRINT_ALL = ['grep', '--recursive', '--no-messages', '^', PKTGEN_FOLDER] as const;

/** The devices among the files that it printed. */
const devicesIn = (text: string): Devices => {
  const lines = text.split('\n').flatMap((line) => {
    const [, file, rest] = /^\/proc\/net\/pktgen\/([^:]+):(.*)$/.exec(line) ?? [];
    return file === undefined || rest === undefined ? [] : [{ file, rest }];
  });
  return [...groupBy(lines, ({ file }) => file)].flatMap(([device, own]) => {
    const params = parsePktgenSettings(own.map(({ rest }) => `${rest}\n`).join(''));
    return params === undefined ? [] : [{ device, params }];
  });
};

/** pktgen in the current network namespace. */
export const PKTGEN: Query<PktgenReadings> = mapped(
  asOne({
    files: askFiles([`${MODULE}/version`, `${MODULE}/srcversion`]),
    devices: ask(PRINT_ALL, devicesIn),
  }),
  ({ files, devices }) => {
    const read = (name: string): Readout<string> => {
      const value = files.get(`${MODULE}/${name}`);
      return value === undefined ? { unread: `no ${MODULE}/${name}` } : { value };
    };
    return { version: read('version'), srcversion: read('srcversion'), devices };
  },
);
