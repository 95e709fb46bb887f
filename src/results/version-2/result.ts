import { z } from 'zod';
import { offeredLoad } from '../../model/trial.js';
import { rate } from '../../model/schema/quantity.js';
import { trialNumbers } from '../../model/schema/trial.js';
import { figuresOf, type TrialOf } from '../../rfc2544/sections/context.js';
import { loadFiguresOf } from '../../rfc2544/trials/load-figures.js';
import { reasons } from './reasons.js';
import { renaming } from './renaming.js';

const caused = z.looseObject({ causes: reasons.optional() });

const outcome = z
  .looseObject({
    state: z.string().optional(),
    causes: reasons.optional(),
    upper: caused.extend({ reason: z.string().optional() }).optional(),
  })
  // A throughput was called found even if the next load had not been measured.
  .transform((fields) =>
    fields.state === 'found' && fields.upper?.reason === 'undecided'
      ? { ...fields, state: 'limited' }
      : fields,
  )
  .transform(
    renaming({
      unbounded: 'lowerBoundOnly',
      unrecovered: 'lowerBoundOnly',
      unfinished: 'lowerBoundOnly',
      exactTo: 'accuracy',
    }),
  );

/** A bound of a search had the numbers of its trials, but no offered load. */
const bound = (trialOf: TrialOf, which: (...loads: readonly number[]) => number) =>
  z
    .looseObject({ load: rate('Of the trials'), trials: trialNumbers('at the load') })
    .transform((fields) => {
      const offered = fields.trials.flatMap((sequence) => {
        const result = figuresOf(trialOf, sequence);
        return result === undefined ? [] : [offeredLoad(result)];
      });
      return { ...fields, offeredLoad: offered.length === 0 ? fields.load : which(...offered) };
    })
    .nullable()
    .optional();

/** A load had the numbers of its trials, but no figures. */
const load = (trialOf: TrialOf) =>
  z
    .looseObject({ intendedLoad: rate('Of the trials'), trials: trialNumbers('at the load') })
    .transform(({ intendedLoad, trials, ...rest }) => {
      const ended = trials.flatMap((sequence) => {
        const result = trialOf(sequence);
        return result === undefined ? [] : [{ sequence, result }];
      });
      return { ...rest, ...loadFiguresOf(intendedLoad, ended), trials };
    });

/** The times of tagged frames, and the number of lost ones. */
const taggedFrames = z.looseObject({ times: z.array(z.number()), lost: z.number() });

/** A lost frame counted as a repeat, and RFC 1242's definition was named although it was not met. */
const latencyOf = (result: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const found = taggedFrames.safeParse(result.outcome);
  const definition = found.success ? 'driver-to-sink' : null;
  if (!found.success) return { ...result, definition };
  const { lost, ...outcome } = found.data;
  const measured = outcome.times.length;
  const repeats = { asked: measured + lost, measured, lost, limit: measured + lost };
  return { ...result, definition, outcome: { ...outcome, repeats } };
};

/** Converts the result of a test in run.json of version 2 to version 3. */
export const resultWith = (trialOf: TrialOf) =>
  z
    .looseObject({
      definition: z.unknown().optional(),
      outcome: outcome.optional(),
      loads: z.union([z.literal('aggregate'), z.array(load(trialOf))]).optional(),
      goals: z
        .array(caused.extend({ lower: bound(trialOf, Math.min), upper: bound(trialOf, Math.max) }))
        .optional(),
    })
    .transform((result) => (result.definition === undefined ? result : latencyOf(result)));
