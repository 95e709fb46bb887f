import { mkdir, mkdtemp, readFile, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, Interrupted } from '../../model/failure.js';
import { inMilliseconds, inSeconds, seconds, type Nanoseconds } from '../../model/units.js';
import { startCrashGuard } from '../local/crash-guard.js';
import type { Image } from '../image/cache.js';
import { runGuarded } from '../local/child-guard.js';
import { cacheFolder } from '../local/folders.js';
import { writeTar } from '../local/tar.js';
import { JobFailed, MachineNotStarted } from './failures.js';
import { jobFiles, type Job, type JobOutput } from './job.js';
import { machineCommand, outputFiles, REGION_ALIGNMENT, type Region } from './machine.js';
import { parseResults } from './results.js';

/** How a job is run. */
export interface JobOptions {
  readonly signal: AbortSignal;
  readonly image: Image;
  /** By this computer's clock. Default 10 minutes. */
  readonly deadline?: Nanoseconds | undefined;
  /** Further QEMU options, to instrument the machine. */
  readonly qemuOptions?: readonly string[] | undefined;
}

const DEFAULT_DEADLINE = seconds(600);

const writeJob = async (job: Job, path: string, signal: AbortSignal): Promise<Region> => {
  await writeTar(path, jobFiles(job), signal);
  const size = Math.ceil((await stat(path)).size / REGION_ALIGNMENT) * REGION_ALIGNMENT;
  await truncate(path, size);
  return { path, size };
};

const bootAndRun = async (job: Job, folder: string, options: JobOptions): Promise<void> => {
  const { signal, image, qemuOptions = [] } = options;
  const command = machineCommand({
    image,
    rootfs: { path: image.rootfs, size: (await stat(image.rootfs)).size },
    job: await writeJob(job, join(folder, 'job.tar'), signal),
    memory: job.memory,
    folder,
    qemuOptions,
  });
  const { log } = outputFiles(folder);
  try {
    const attempted = `running job ${job.name}`;
    await runGuarded(command, { attempted, signal, env: { TMPDIR: folder }, log });
  } catch (error) {
    if (!(error instanceof Failure) || error instanceof Interrupted) throw error;
    throw new MachineNotStarted(job, await readFile(log, 'utf8').catch(() => ''), error);
  }
};

/** The outputs that the machine left in its folder. @throws JobFailed */
const readOutputs = async (
  folder: string,
  job: Job,
  exceeded?: Nanoseconds,
): Promise<readonly JobOutput[]> => {
  const files = outputFiles(folder);
  const data = await readFile(files.results).catch(() => Buffer.alloc(0));
  const results = parseResults(data, job.commands);
  if (results.state === 'complete' && exceeded === undefined) return results.outputs;
  const ran = results.state === 'complete' ? results.outputs.length : results.ran;
  const problem = results.state === 'complete' ? 'it did not power off' : results.got;
  const console = await readFile(files.console, 'utf8').catch(() => '');
  const got =
    exceeded === undefined ? problem : `timed out after ${inSeconds(exceeded)} s: ${problem}`;
  throw new JobFailed(job, { ran, got, console });
};

/**
 * Runs commands on a dedicated machine whose clock counts instructions: it is booted, runs them
 * and powers off. Nothing it does depends on this computer, so the same job gives the same output.
 * Leaves neither machine nor files behind, even if this process crashes.
 * @returns the output of each command, up to and including the first whose exit code is not 0
 * @throws JobFailed when the machine crashes, hangs, or sends incomplete results
 * @throws MachineNotStarted when QEMU does not support such a machine; Interrupted
 */
export const runJob = async (job: Job, options: JobOptions): Promise<readonly JobOutput[]> => {
  const { signal, deadline = DEFAULT_DEADLINE } = options;
  if (job.commands.length === 0) return [];
  const jobs = join(cacheFolder(), 'jobs');
  await mkdir(jobs, { recursive: true });
  const folder = await mkdtemp(join(jobs, 'job.'));
  const guard = startCrashGuard(folder);
  const timeout = AbortSignal.timeout(inMilliseconds(deadline));
  try {
    await bootAndRun(job, folder, { ...options, signal: AbortSignal.any([signal, timeout]) });
    return await readOutputs(folder, job);
  } catch (error) {
    if (timeout.aborted && !signal.aborted && error instanceof Interrupted) {
      return await readOutputs(folder, job, deadline);
    }
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
    await guard.dismiss();
  }
};
