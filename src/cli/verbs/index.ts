import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Io } from '../io.js';

/** Makes a verb with its options. */
export type Verb = (io: Io) => CommandUnknownOpts;

/** Every verb, in the order of the help. Each is loaded when needed, as loading all of them is slow. */
const VERBS: Readonly<Record<string, () => Promise<Verb>>> = {
  quickstart: async () => (await import('./quickstart.js')).quickstartVerb,
  init: async () => (await import('./init.js')).initVerb,
  validate: async () => (await import('./validate.js')).validateVerb,
  doctor: async () => (await import('./doctor.js')).doctorVerb,
  plan: async () => (await import('./plan.js')).planVerb,
  run: async () => (await import('./run.js')).runVerb,
  profile: async () => (await import('./profile.js')).profileVerb,
  report: async () => (await import('./archives/report.js')).reportVerb,
  compare: async () => (await import('./archives/compare.js')).compareVerb,
  claims: async () => (await import('./archives/claims.js')).claimsVerb,
  teardown: async () => (await import('./teardown.js')).teardownVerb,
  lab: async () => (await import('./lab.js')).labVerb,
  ls: async () => (await import('./archives/ls.js')).lsVerb,
  export: async () => (await import('./archives/export.js')).exportVerb,
  schema: async () => (await import('./schema.js')).schemaVerb,
  completion: async () => (await import('./completion.js')).completionVerb,
};

/** What is printed without any verb. */
const VERSION_FLAGS = ['-V', '--version'];

/** Prints what all verbs have. */
const COMPLETION = 'completion';

/** All verbs. */
export const allVerbs = (): Promise<readonly Verb[]> =>
  Promise.all(Object.values(VERBS).map((load) => load()));

/** The verbs that a command line needs: the one it calls, or all for help and for one that is misspelt. @param words after `vrbench` */
export const verbsFor = async (words: readonly string[]): Promise<readonly Verb[]> => {
  const [first = ''] = words;
  if (VERSION_FLAGS.includes(first)) return [];
  const load = first !== COMPLETION && Object.hasOwn(VERBS, first) ? VERBS[first] : undefined;
  return load === undefined ? allVerbs() : [await load()];
};
