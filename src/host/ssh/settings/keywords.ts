import { KEYWORDS } from './keyword-table.js';
import type { SshSettings } from './read-settings.js';

const BY_PRINTED_NAME = new Map(
  Object.entries(KEYWORDS).map(([name, handling]) => [name.toLowerCase(), { name, handling }]),
);

/** A setting that OpenSSH supports and vrbench does not. */
export interface RefusedSetting {
  /** As in ssh_config(5), if known. */
  readonly keyword: string;
  readonly value: string;
  readonly why: string;
  readonly remedy: string;
}

const refusal = (printed: string, value: string): RefusedSetting | undefined => {
  const known = BY_PRINTED_NAME.get(printed.toLowerCase());
  if (known === undefined) {
    const why = 'vrbench does not know this keyword';
    return { keyword: printed, value, why, remedy: `leave out ${printed} for this machine` };
  }
  const { name, handling } = known;
  if (handling === 'honoured' || handling === 'harmless') return undefined;
  const { why, remedy, refused = () => true } = handling;
  return refused(value) ? { keyword: name, value, why, remedy } : undefined;
};

/**
 * The settings that vrbench refuses, as it cannot honour them. Pure.
 * @param defaults what `ssh -G` prints without any configuration
 */
export const refusedSettings = (
  settings: SshSettings,
  defaults: SshSettings,
): readonly RefusedSetting[] =>
  [...settings].flatMap(([printed, values]) => {
    const value = values.join(' ');
    if (value === (defaults.get(printed) ?? ['none']).join(' ')) return [];
    return refusal(printed, value) ?? [];
  });
