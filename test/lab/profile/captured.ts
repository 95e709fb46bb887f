import { readFileSync } from 'node:fs';
import { parseInstructionRecords } from '../../../src/lab/profile/parse.js';
import { parseKernelSymbols } from '../../../src/lab/profile/symbols.js';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/lab/instructions/${name}`, import.meta.url), 'utf8');

/**
 * What the plugin wrote of an emulated Debian machine that twice sent 20 UDP datagrams by a dummy
 * interface, with a mark before and after.
 */
export const TWO_RECORDS = fixture('two-records.txt');
export const FRAMES = 20;

/** The lines of that machine's /proc/kallsyms for every function in the records, and the next. */
export const KALLSYMS = fixture('kallsyms.txt');

/** What Debian has instead of a System.map. */
export const DEBIAN_SYSTEM_MAP = fixture('debian-system-map.txt');

export const records = parseInstructionRecords(TWO_RECORDS, 'two-records.txt');
export const symbols = parseKernelSymbols(KALLSYMS, '/proc/kallsyms');
