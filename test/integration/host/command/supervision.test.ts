import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DeadlineExceeded, OutputTooLong } from '../../../../src/host/errors.js';
import { Interrupted } from '../../../../src/model/failure.js';
import { milliseconds, seconds } from '../../../../src/model/units.js';
import { MACHINES, type Machine } from '../machines.js';
import { allGone, pidIn, runs } from '../process.js';

/** Writes its own process number and a child's to files, then waits longer than any test. */
const LINGER = `echo $$ > "$1/parent"; sleep 600 & echo $! > "$1/child"; wait`;
/** The same, but only SIGKILL ends it. */
const RESIST = `trap '' TERM; ${LINGER}; wait`;
/** Exits on SIGTERM, leaving a child that does not. */
const ORPHAN = `echo $$ > "$1/parent"; (trap '' TERM; exec sleep 600) & echo $! > "$1/child"; wait`;

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe.each(Object.entries(MACHINES))(
  'a supervised command on a host of kind %s',
  (_kind, make) => {
    let machine: Machine;
    beforeAll(async () => {
      machine = await make();
    });
    afterAll(async () => {
      await machine[Symbol.asyncDispose]();
    });

    it.each([
      ['its output', 'exec yes'],
      ['its standard error', 'exec yes >&2'],
      ['both, as lines of several programs', 'yes & yes no >&2'],
    ])('ends a command that prints without end to %s, and goes on', async (_where, program) => {
      await using place = await make();
      const file = place.folder.path('pid');
      const running = place.host.run(['sh', '-c', `echo $$ > "$1"; ${program}`, 'sh', file]);
      await expect(running).rejects.toBeInstanceOf(OutputTooLong);
      await expect(running).rejects.toThrow(/printed more than 64 MiB and was terminated/);
      await allGone([await pidIn(file)]);
      expect((await place.host.run(['echo', 'on'])).stdout).toBe('on\n');
    });

    it('takes an output that is long', async () => {
      const { stdout } = await machine.host.run(['head', '-c', '40000000', '/dev/zero']);
      expect(stdout.length).toBe(40_000_000);
    });

    it.each([
      ['obeys', LINGER],
      ['ignores SIGTERM', RESIST],
      ['leaves a child that ignores SIGTERM', ORPHAN],
    ])('ends a command that %s, and its children, at the deadline', async (_how, program) => {
      await using place = await make();
      const argv = ['sh', '-c', program, 'sh', place.folder.path('')] as const;
      const running = place.host.run(argv, { deadline: seconds(1) });
      const ended = expect(running).rejects.toThrow(DeadlineExceeded);
      const pids = [
        await pidIn(place.folder.path('parent')),
        await pidIn(place.folder.path('child')),
      ];
      await ended;
      await expect(running).rejects.toThrow(/timed out after 1 s/);
      await allGone(pids);
    });

    it.each([
      ['obeys', LINGER],
      ['ignores SIGTERM', RESIST],
      ['leaves a child that ignores SIGTERM', ORPHAN],
    ])('ends a command that %s, and its children, when aborted', async (_how, program) => {
      await using place = await make();
      const stop = new AbortController();
      const argv = ['sh', '-c', program, 'sh', place.folder.path('')] as const;
      const running = place.host.run(argv, { signal: stop.signal });
      const ended = expect(running).rejects.toThrow(Interrupted);
      const pids = [
        await pidIn(place.folder.path('parent')),
        await pidIn(place.folder.path('child')),
      ];
      expect(await Promise.all(pids.map(runs))).toEqual([true, true]);
      stop.abort();
      await ended;
      await allGone(pids);
    });

    it('ends many commands that are aborted at once, including queued ones', async () => {
      await using place = await make();
      const stop = new AbortController();
      const program = 'echo $$ > "$1"; exec sleep 600';
      const files = Array.from({ length: 8 }, (_, index) => place.folder.path(`pid-${index}`));
      const running = files.map((file) =>
        place.host.run(['sh', '-c', program, 'sh', file], { signal: stop.signal }),
      );
      const pids = Promise.all(files.map(pidIn));
      const results = Promise.allSettled(running);
      const started = await pids;
      const queued = place.host.run(['sleep', '600'], { signal: stop.signal });
      const refused = expect(queued).rejects.toThrow(Interrupted);
      stop.abort();
      await refused;
      for (const result of await results) {
        expect(result).toMatchObject({ status: 'rejected', reason: { kind: 'interrupted' } });
      }
      await allGone(started);
      expect((await place.host.run(['echo', 'still here'])).stdout).toBe('still here\n');
    });

    it('starts nothing when aborted before', async () => {
      const file = machine.folder.path('never');
      const running = machine.host.run(['touch', file], { signal: AbortSignal.abort() });
      await expect(running).rejects.toThrow(Interrupted);
      expect(await readdir(machine.folder.path(''))).not.toContain('never');
    });

    it('aborts a command that is only just starting', async () => {
      const stop = new AbortController();
      const running = machine.host.run(['sleep', '600'], { signal: stop.signal });
      const ended = expect(running).rejects.toThrow(Interrupted);
      stop.abort();
      await ended;
    });

    it('does not mistake exit code 124 for a timeout', async () => {
      const options = { deadline: milliseconds(30_000) };
      const output = await machine.host.attempt(['sh', '-c', 'exit 124'], options);
      expect(output.exitCode).toBe(124);
    });
  },
);
