import { z } from 'zod';
import type { Host } from '../../../host/host.js';
import { query } from '../../../host/query.js';
import { askFiles } from '../../../linux/text/query.js';
import { writeFiles } from '../../../linux/text/write-files.js';
import type { Json } from '../../../model/json.js';
import { runInOrder } from '../../commands.js';
import { defineStep, type StepDefinition } from '../../define-step.js';
import { lastWords } from '../../../linux/text/error-lines.js';
import { TuningRefused } from '../refusal.js';
import { settingText } from '../setting-text.js';

/** A CPU setting that is a word in files in /sys. */
interface CpuSetting<Kind extends string, Wanted extends Json> {
  readonly kind: Kind;
  /** In words: `the frequency governor`. */
  readonly setting: string;
  readonly wanted: z.ZodType<Wanted>;
  /** Patterns of the files. */
  readonly files: readonly string[];
  /** The wanted content of a file. */
  readonly word: (wanted: Wanted, file: string) => string;
}

/** The wanted setting. If it is optional, a machine without it is skipped. */
export interface CpuSettingSpec<Wanted> {
  readonly wanted: Wanted;
  readonly optional?: boolean;
}

/** Defines a step that writes a setting to files in /sys, and restores their contents. */
export const cpuFiles = <const Kind extends string, Wanted extends Json>({
  kind,
  setting,
  wanted: wantedSchema,
  files,
  word,
}: CpuSetting<Kind, Wanted>): StepDefinition<Kind, CpuSettingSpec<Wanted> & Json> => {
  type Spec = CpuSettingSpec<Wanted> & Json;
  const held = async (host: Host, signal?: AbortSignal): Promise<Record<string, string>> =>
    Object.fromEntries(await query(host, askFiles(files), { signal }));
  const refusal = (host: Host, { wanted }: Spec, said: string): TuningRefused =>
    new TuningRefused({ setting, wanted: settingText(wanted), machine: host.name, said });
  return defineStep<Kind, Spec, Record<string, string>>({
    kind,
    spec: z.strictObject({
      wanted: wantedSchema,
      optional: z.exactOptional(z.boolean()),
    }),
    /** The previous contents, by path. */
    before: z.record(z.string(), z.string()),
    independent: true,
    describe: ({ wanted }) => [
      writeFiles(Object.fromEntries(files.map((file) => [file, word(wanted, file)]))),
    ],
    read: async (host, spec, signal) => {
      const found = await held(host, signal);
      if (Object.keys(found).length === 0 && spec.optional !== true) {
        throw refusal(host, spec, `there is no ${files.join(' and no ')}`);
      }
      return found;
    },
    apply: async (host, spec, signal) => {
      const changed = Object.entries(await held(host, signal)).flatMap(([file, value]) => {
        const wanted = word(spec.wanted, file);
        return value === wanted ? [] : [[file, wanted] as const];
      });
      if (changed.length === 0) return;
      const { argv, stdin } = writeFiles(Object.fromEntries(changed));
      const output = await host.attempt(argv, { stdin, signal });
      if (output.exitCode !== 0) throw refusal(host, spec, lastWords(output));
    },
    undo: async (host, _, before) => {
      if (Object.keys(before).length > 0) await runInOrder(host, [writeFiles(before)]);
    },
  });
};
