import { z } from 'zod';
import type { Host } from '../host/host.js';
import type { LockedHost } from '../host/locked-host.js';
import { Failure, reasonOf } from '../model/failure.js';
import type { Json } from '../model/json.js';

/** The ledger of a machine, on tmpfs, so a reboot clears it together with the state it describes. */
export const LEDGER = '/run/vrbench/ledger.ndjson';

/** One change to a machine, and what is needed to undo it. One line of the ledger. */
export interface LedgerEntry {
  /** Increases with every change; the last is undone first. */
  readonly sequence: number;
  /** The run that made the change. */
  readonly run: string;
  readonly kind: string;
  readonly spec: Json;
  /** What the step read before the change. */
  readonly before: Json;
}

/** A machine's ledger. */
export interface Ledger {
  readonly entries: readonly LedgerEntry[];
  /** Whether its last line is truncated; its change was never made. */
  readonly torn: boolean;
}

const entrySchema = z.strictObject({
  sequence: z.int().min(1),
  run: z.string(),
  kind: z.string(),
  spec: z.json(),
  before: z.json(),
});

const READ = '[ ! -e "$1" ] || cat "$1"';
const APPEND = 'mkdir -p "${1%/*}" && cat >> "$1"';
/** Replaces the ledger by its remaining lines; an empty ledger is removed with its folder. */
const SETTLE = `if [ -s "$1.new" ]; then
  mv -f -- "$1.new" "$1"
else
  rm -f -- "$1" "$1.new"
  rmdir -- "\${1%/*}" 2>/dev/null || :
fi`;
/** Removes the lines that match a pattern on standard input. All other lines stay. */
const REMOVE = `grep -v -f - -- "$1" >"$1.new"
[ $? -le 1 ] || exit
${SETTLE}`;
/** Removes a last line without a line end. */
const MEND = `head -n "$(wc -l <"$1")" -- "$1" >"$1.new" || exit
${SETTLE}`;

const lineOf = (entry: LedgerEntry): string => `${JSON.stringify(entry)}\n`;

/** @throws RangeError naming the first line that is not an entry; only the last may be truncated */
export const parseLedger = (text: string): Ledger => {
  const lines = text.split('\n');
  const torn = lines.pop() !== '';
  const entries = lines.map((line, index): LedgerEntry => {
    try {
      return entrySchema.parse(JSON.parse(line));
    } catch (cause) {
      throw new RangeError(`line ${index + 1} is not an entry: ${line.slice(0, 80)}`, { cause });
    }
  });
  return { entries, torn };
};

/** The machine's ledger; empty if there is none. @throws Failure if it is damaged */
export const readLedger = async (host: Host, signal?: AbortSignal): Promise<Ledger> => {
  const output = await host.run(['sh', '-c', READ, 'sh', LEDGER], { signal });
  try {
    return parseLedger(output.stdout);
  } catch (cause) {
    throw new Failure({
      attempted: `reading ${LEDGER}`,
      where: host.name,
      got: reasonOf(cause),
      remedy: 'reboot the machine: this clears the ledger and the changes it lists',
      cause,
    });
  }
};

/** Adds an entry. It is complete on the machine when this returns; it cannot be aborted. */
export const appendEntry = async (host: LockedHost, entry: LedgerEntry): Promise<void> => {
  await host.run(['sh', '-c', APPEND, 'sh', LEDGER], { stdin: lineOf(entry) });
};

/** The unique beginning of an entry's line, as a basic regular expression. */
const beginningOf = ({ sequence, run }: LedgerEntry): string => {
  const text = JSON.stringify({ sequence, run }).slice(0, -1);
  return `^${text.replaceAll(/[\\.*^$[\]]/g, '\\$&')},`;
};

/** Removes an entry atomically, and the ledger with the last one. */
export const removeEntry = async (host: LockedHost, entry: LedgerEntry): Promise<void> => {
  await host.run(['sh', '-c', REMOVE, 'sh', LEDGER], { stdin: `${beginningOf(entry)}\n` });
};

/** Removes the last line, which is truncated. */
export const mendLedger = async (host: LockedHost): Promise<void> => {
  await host.run(['sh', '-c', MEND, 'sh', LEDGER]);
};
