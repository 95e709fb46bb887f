import { resolve } from 'node:path';
import type { LoadedPlaybook, LoadedTestbed } from '../../../config/load.js';
import { PreconditionFailure } from '../../../model/failure.js';
import type { Backend, BackendOptions } from '../backend.js';
import { runPlaybook } from './run.js';
import { testbedOf } from './testbed.js';

/**
 * The backend of existing machines: metal, or a lab that is up.
 * @throws PreconditionFailure for a lab that is not up, or if instructions are to be counted
 */
export const machinesBackend = async (
  loaded: LoadedTestbed,
  playbook: LoadedPlaybook,
  { keep, wait, skipUnavailable, count }: BackendOptions,
): Promise<Backend> => {
  if (count) {
    throw new PreconditionFailure({
      attempted: `counting instructions on testbed '${loaded.file.name}'`,
      got: 'only a deterministic lab, with one emulated CPU per machine, can count them',
      remedy: 'vrbench profile -t deterministic-lab PLAYBOOK',
    });
  }
  const testbed = await testbedOf(loaded);
  return {
    testbed,
    playbook,
    text: loaded.text,
    file: resolve(loaded.path),
    measure: (order) => runPlaybook({ ...order, testbed, keep, wait, skipUnavailable }),
  };
};
