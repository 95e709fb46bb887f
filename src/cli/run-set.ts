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
import { lockArchive } from '../results/lock/archive-lock.js';
import { archiveOfEntry } from '../session/resume/archive-of-entry.js';
import { EXIT, exitCodeOf } from './exit-code.js';
import { sayHowToResume } from './resume.js';
import { print, printJson, printStyled, sayFailure, type Io } from './io.js';
import { renderingOf } from './reports/rendering.js';
import { readReport } from './reports/run-report.js';
import { thresholdExit } from './thresholds.js';
import { trialFinder } from '../rfc2544/trials/by-sequence.js';

/** Runs one playbook of a set, or resumes its run. @param stopped the folder of the run to be resumed */
export type RunOne = (
  playbook: string,
  results: string,
  onArchived: (folder: string) => Promise<void>,
  stopped: string | undefined,
) => Promise<void>;

/** What a set contains, and how it is shown. */
export interface RunSetOrder {
  /** Files. */
  readonly playbooks: readonly string[];
  readonly testbed: string | undefined;
  readonly results: string;
  /** Playbooks that fail their preconditions are skipped. */
  readonly keepGoing: boolean;
  /** Data planes that cannot be set up on the DUT are skipped. */
  readonly skipUnavailable: boolean;
  /** The folder of a set to be resumed. */
  readonly resume?: string | undefined;
  readonly claims: Claims;
  readonly full: boolean;
  readonly json: boolean;
  /** Called with the progress. */
  readonly tell: (text: string) => void;
}

/** Whether `--keep-going` skips it: a playbook that does not fit, or for which a machine lacks something. */
const isLeftOut = (error: unknown): boolean =>
  error instanceof Failure && (error.kind === 'precondition' || error.kind === 'invalid-file');

const nameOf = (playbook: string): string => basename(playbook, '.yaml');

/** Starts a set. @returns its folder */
const begun = ({ results, testbed, playbooks }: RunSetOrder): Promise<string> =>
  beginRunSet(results, 'set', {
    schemaVersion: 1,
    started: new Date().toISOString(),
    testbed: testbed === undefined ? null : resolve(testbed),
    playbooks: playbooks.map((playbook) => ({ playbook: resolve(playbook), state: 'waiting' })),
  });

/** One playbook's run, and how it ended. @param stopped the folder of the run to be resumed */
const runEntry = async (
  { playbook }: RunSetEntry,
  { folder, stopped }: { readonly folder: string; readonly stopped: string | undefined },
  { keepGoing }: RunSetOrder,
  runOne: RunOne,
): Promise<{ readonly entry: RunSetEntry; readonly error?: unknown }> => {
  let run = stopped && basename(stopped);
  const onArchived = (archived: string): Promise<void> => {
    run = basename(archived);
    return Promise.resolve();
  };
  try {
    await runOne(playbook, folder, onArchived, stopped);
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

/** Runs the playbooks of a set that are not complete. */
const runAll = async (
  io: Io,
  folder: string,
  order: RunSetOrder,
  runOne: RunOne,
): Promise<number> => {
  const set = await readRunSet(folder);
  let current = set;
  let worst: number = EXIT.done;
  order.tell(`set: ${folder}`);
  for (const [index, entry] of set.playbooks.entries()) {
    if (entry.state === 'complete') continue;
    order.tell(`${index + 1} of ${set.playbooks.length}: ${nameOf(entry.playbook)}`);
    const stopped =
      order.resume === undefined ? undefined : await archiveOfEntry(folder, current, entry);
    const ended = await runEntry(entry, { folder, stopped }, order, runOne);
    if (ended.error !== undefined) {
      worst = Math.max(worst, exitCodeOf(ended.error));
      // Before set.json, which may fail for the same reason.
      sayFailure(io, ended.error, order.json, order.testbed);
    }
    current = { ...current, playbooks: current.playbooks.with(index, ended.entry) };
    await writeRunSet(folder, current);
    if (ended.entry.state === 'failed') break;
  }
  await printSet(io, folder, current, order);
  const archives = current.playbooks.flatMap(({ run }) =>
    run === undefined ? [] : [join(folder, run)],
  );
  const thresholds = await thresholdExit(io, archives);
  if (worst !== EXIT.done) sayHowToResume(io, order)(folder);
  if (io.signal.aborted) throw new Interrupted('running a set of playbooks');
  return worst === EXIT.done ? thresholds : worst;
};

/**
 * Runs playbooks one after the other as one set: an archive each within the set's folder, one report
 * over all. A playbook that fails ends the set; `--keep-going` skips those that fail their
 * preconditions.
 * @returns the exit code, by the worst of them
 * @throws ArchiveInUse if another controller runs it
 * @throws Interrupted when the report of what was measured has been printed
 */
export const runSet = async (io: Io, order: RunSetOrder, runOne: RunOne): Promise<number> => {
  const folder = order.resume ?? (await begun(order));
  const lock = await lockArchive(folder);
  try {
    return await runAll(io, folder, order, runOne);
  } finally {
    await lock[Symbol.asyncDispose]();
  }
};
