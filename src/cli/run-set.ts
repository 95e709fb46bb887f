import { basename, join, resolve } from 'node:path';
import { judgeClaims } from '../claims/judge.js';
import type { Claims } from '../claims/claims.js';
import { Failure, Interrupted, reasonOf } from '../model/failure.js';
import { claimSections } from '../report/sections/claims.js';
import { renderReport, renderSections } from '../report/terminal/report.js';
import { readRun } from '../results/read-run.js';
import {
  beginRunSet,
  readRunSet,
  writeRunSet,
  type RunSet,
  type RunSetEntry,
} from '../results/run-set.js';
import { EXIT, exitCodeOf } from './exit-code.js';
import { print, printJson, printStyled, say, sayFailure, type Io } from './io.js';
import { readReport, renderingOf } from './run-report.js';
import { trialFinder } from '../rfc2544/trials/by-sequence.js';

/** Runs one playbook of a set. */
export type RunOne = (
  playbook: string,
  results: string,
  onArchived: (folder: string) => Promise<void>,
) => Promise<void>;

/** What a set is made of, and how it is shown. */
export interface RunSetOrder {
  /** Files. */
  readonly playbooks: readonly string[];
  readonly testbed: string | undefined;
  readonly results: string;
  /** What fails its preconditions is left out. */
  readonly keepGoing: boolean;
  /** The folder of a set that goes on. */
  readonly resume?: string | undefined;
  readonly claims: Claims;
  readonly full: boolean;
  readonly json: boolean;
}

/** What `--keep-going` leaves out: a playbook that does not fit, or lacks something on a machine. */
const isLeftOut = (error: unknown): boolean =>
  error instanceof Failure && (error.kind === 'precondition' || error.kind === 'invalid-file');

const nameOf = (playbook: string): string => basename(playbook, '.yaml');

/** A set that begins, or one that goes on with the playbooks that did not finish. */
const opened = async ({ resume, results, testbed, playbooks }: RunSetOrder) => {
  if (resume !== undefined) return { folder: resume, set: await readRunSet(resume) };
  const set: RunSet = {
    schemaVersion: 1,
    started: new Date().toISOString(),
    testbed: testbed === undefined ? null : resolve(testbed),
    playbooks: playbooks.map((playbook) => ({ playbook: resolve(playbook), state: 'waiting' })),
  };
  return { folder: await beginRunSet(results, 'set', set), set };
};

/** One playbook's run, and how it ended. */
const runEntry = async (
  { playbook }: RunSetEntry,
  folder: string,
  keepGoing: boolean,
  runOne: RunOne,
): Promise<{ readonly entry: RunSetEntry; readonly error?: unknown }> => {
  let run: string | undefined;
  try {
    await runOne(playbook, folder, (archived) => {
      run = basename(archived);
      return Promise.resolve();
    });
    return { entry: { playbook, state: 'complete', ...(run !== undefined && { run }) } };
  } catch (error) {
    const state = keepGoing && isLeftOut(error) ? 'left-out' : 'failed';
    const message = reasonOf(error);
    return { entry: { playbook, state, ...(run !== undefined && { run }), message }, error };
  }
};

/** One report over all runs of a set, and the claims judged by all of them together. */
const printSet = async (
  io: Io,
  folder: string,
  { playbooks }: RunSet,
  { claims, full, json }: RunSetOrder,
): Promise<void> => {
  const archives = playbooks.flatMap(({ run }) => (run === undefined ? [] : [join(folder, run)]));
  if (json) {
    const runs = await Promise.all(
      archives.map(async (archive) => ({ folder: archive, ...(await readRun(archive)) })),
    );
    printJson(io, { folder, playbooks, runs });
    return;
  }
  const judgedRuns = [];
  for (const archive of archives) {
    const { run, trials, report } = await readReport(archive, null);
    judgedRuns.push({ run, trialOf: trialFinder(trials) });
    print(io, `\n=== ${run.playbook} ===\n`);
    printStyled(io, renderReport(report, renderingOf(io, full)));
  }
  if (judgedRuns.length > 0) {
    const judged = judgeClaims(claims, judgedRuns);
    print(io, '\n=== all playbooks ===\n');
    printStyled(io, renderSections(claimSections(judged, true), renderingOf(io, full)));
  }
  for (const { playbook, state, message } of playbooks) {
    print(io, `${nameOf(playbook)}: ${state}${message === undefined ? '' : `: ${message}`}`);
  }
  print(io, `set: ${folder}`);
};

/**
 * Runs playbooks one after the other as one set: an archive each within the set's folder, one report
 * over all. A playbook that fails ends the set; `--keep-going` goes on without one that fails its
 * preconditions.
 * @returns the exit code, by the worst of them
 * @throws Interrupted when the report of what was measured has been printed
 */
export const runSet = async (io: Io, order: RunSetOrder, runOne: RunOne): Promise<number> => {
  const { folder, set } = await opened(order);
  let current = set;
  let worst: number = EXIT.done;
  say(io, `set: ${folder}`);
  for (const [index, entry] of set.playbooks.entries()) {
    if (entry.state === 'complete') continue;
    say(io, `${index + 1} of ${set.playbooks.length}: ${nameOf(entry.playbook)}`);
    const ended = await runEntry(entry, folder, order.keepGoing, runOne);
    current = { ...current, playbooks: current.playbooks.with(index, ended.entry) };
    await writeRunSet(folder, current);
    if (ended.error === undefined) continue;
    worst = Math.max(worst, exitCodeOf(ended.error));
    sayFailure(io, ended.error, order.json, order.testbed);
    if (ended.entry.state === 'failed') break;
  }
  await printSet(io, folder, current, order);
  if (io.signal.aborted) throw new Interrupted('running a set of playbooks');
  if (worst !== EXIT.done) say(io, `to go on: vrbench run --resume ${folder}`);
  return worst;
};
