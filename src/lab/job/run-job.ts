import { mkdir, mkdtemp, readFile, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, Interrupted } from '../../model/failure.js';
import { inMilliseconds, inSeconds, seconds, type Nanoseconds } from '../../model/units.js';
import { postGuard } from '../local/crash-guard.js';
import type { Image } from '../image/cache.js';
import { runOnLeash } from '../local/child-guard.js';
import { cacheFolder } from '../local/folders.js';
import { writeTar } from '../local/tar.js';
import { JobFailed, MachineRefused } from './failures.js';
import { jobFiles, type Job, type JobOutput } from './job.js';
import { machineCommand, outputFiles, REGION_ALIGNMENT, type Region } from './machine.js';
import { parseResults } from './results.js';

/** How a job is run. */
export interface JobOptions {
  readonly signal: AbortSignal;
  readonly image: Image;
  /** How long it may take by this computer's clock; 10 minutes when absent. */
  readonly deadline?: Nanoseconds;
  /** More of QEMU's options: what instruments the machine. */
  readonly qemuOptions?: readonly string[];
}

const PATIENCE = seconds(600);

const writeJob = async (job: Job, path: string, signal: AbortSignal): Promise<Region> => {
  await writeTar(path, jobFiles(job), signal);
  const size = Math.ceil((await stat(path)).size / REGION_ALIGNMENT) * REGION_ALIGNMENT;
  await truncate(path, size);
  return { path, size };
};

const perform = async (job: Job, folder: string, options: JobOptions): Promise<void> => {
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
    await runOnLeash(command, { attempted, signal, env: { TMPDIR: folder }, log });
  } catch (error) {
    if (!(error instanceof Failure) || error instanceof Interrupted) throw error;
    throw new MachineRefused(job, await readFile(log, 'utf8').catch(() => ''), error);
  }
};

/** What the machine left in its folder. @throws JobFailed */
const outputsIn = async (
  folder: string,
  job: Job,
  overdue?: Nanoseconds,
): Promise<readonly JobOutput[]> => {
  const files = outputFiles(folder);
  const data = await readFile(files.results).catch(() => Buffer.alloc(0));
  const results = parseResults(data, job.commands);
  if (results.state === 'complete' && overdue === undefined) return results.outputs;
  const ran = results.state === 'complete' ? results.outputs.length : results.ran;
  const torn = results.state === 'complete' ? 'it did not power off' : results.got;
  const console = await readFile(files.console, 'utf8').catch(() => '');
  const got = overdue === undefined ? torn : `not done after ${inSeconds(overdue)} s: ${torn}`;
  throw new JobFailed(job, { ran, got, console });
};

/**
 * Runs commands on a machine of their own, whose clock counts instructions: it is booted, told all
 * of them at once, and powered off. Nothing it does depends on this computer, so the same job gives
 * the same output. Whatever happens, even the death of this process, leaves no machine and no file.
 * @returns what each command left behind, up to and with the first that did not exit with 0
 * @throws JobFailed when the machine dies, hangs, or its answer is torn
 * @throws MachineRefused when QEMU cannot be such a machine; Interrupted
 */
export const runJob = async (job: Job, options: JobOptions): Promise<readonly JobOutput[]> => {
  const { signal, deadline = PATIENCE } = options;
  if (job.commands.length === 0) return [];
  const jobs = join(cacheFolder(), 'jobs');
  await mkdir(jobs, { recursive: true });
  const folder = await mkdtemp(join(jobs, 'job.'));
  const guard = postGuard(folder);
  const overdue = AbortSignal.timeout(inMilliseconds(deadline));
  try {
    await perform(job, folder, { ...options, signal: AbortSignal.any([signal, overdue]) });
    return await outputsIn(folder, job);
  } catch (error) {
    if (overdue.aborted && !signal.aborted && error instanceof Interrupted) {
      return await outputsIn(folder, job, deadline);
    }
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
    await guard.dismiss();
  }
};
