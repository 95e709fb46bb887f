import { mkdir } from 'node:fs/promises';
import { execa } from 'execa';
import { archiveKept, trialsReported } from '../controller/archive-kept.js';
import { startController } from '../controller/controller.js';
import { unless, type Fault, type Problem } from '../fault.js';
import { shortPlaybook } from '../lab/short-playbook.js';

/** What a tmpfs gives out, in KiB. */
const PAGE = 4;
const LOADS = Array.from({ length: 30 }, (_, index) => `${index + 1} kpps`);

const FULL = /no space( is)? left|disk is full|ENOSPC/i;
const AMOUNT = /\b\d[\d.,]* ?(bytes|[kKM]i?B)\b/;

/** What a run says that found no space: which file, and how much is missing. */
export const told = (said: readonly string[], folder: string): readonly Problem[] => {
  const from = said.findIndex((line) => line.startsWith('vrbench: '));
  const text = from < 0 ? '' : said.slice(from).join(' ');
  const safe =
    trialsReported(said).length === 0 || /trials?\b.*\b(safe|kept|archived)\b/i.test(text);
  return [
    ...unless(FULL.test(text), `it does not say that the disk is full: ${text}`),
    ...unless(text.includes(folder), `it names no file: ${text}`),
    ...unless(AMOUNT.test(text), `it does not say how much is missing: ${text}`),
    ...unless(safe, `it does not say that earlier trials are safe: ${text}`),
  ];
};

/** A simulated run in an archive on a disk that is a page larger with every try, until all of it fits. */
export const diskFull: Fault = {
  title: 'disk full at each write of the archive',
  tries: 40,
  attempt: async (places, _, number) => {
    const folder = await places.folder();
    const playbook = await shortPlaybook(folder, {
      dataPlanes: ['ip-forwarder'],
      intendedLoads: LOADS,
      duration: '1 s',
    });
    const results = `${folder}/results`;
    await mkdir(results);
    const size = `size=${number * PAGE}k`;
    await execa('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', results]);
    try {
      const controller = startController(['run', '--simulate', playbook, '-r', results]);
      const exitCode = await controller.ended;
      const { said } = controller;
      const { state, problems } = await archiveKept(results, said);
      const reported = trialsReported(said).length;
      return {
        moment: `${number * PAGE} KiB, after ${reported} trials`,
        problems: [
          // Before anything was measured there may be no archive.
          ...(reported === 0 ? [] : problems),
          ...(exitCode === 0 ? [] : told(said, results)),
          ...unless(exitCode === 0 || exitCode === 1, `it exits ${exitCode ?? 'by a signal'}`),
          ...unless((state === 'complete') === (exitCode === 0), `the archive says ${state ?? ''}`),
          ...unless(state !== 'running', 'run.json says that it is running'),
        ],
      };
    } finally {
      await execa('umount', [results]);
    }
  },
};
