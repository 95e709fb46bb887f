import type { SystemSetup } from '../../model/schema/setup/system.js';
import type { Readout } from '../text/query.js';

type Idle = NonNullable<SystemSetup['idle']>;

const FOLDER = '/sys/devices/system/cpu/cpuidle';
const STATES = '/sys/devices/system/cpu/cpu0/cpuidle';

/** Idle states (Documentation/admin-guide/pm/cpuidle.rst). */
export const IDLE_FILES: readonly string[] = [
  `${FOLDER}/current_driver`,
  `${FOLDER}/current_governor`,
  `${FOLDER}/current_governor_ro`,
  `${STATES}/state*/name`,
  `${STATES}/state*/disable`,
];

const NAME = new RegExp(`^${STATES}/state(\\d+)/name$`);

/** What CPUs do when they are idle. */
export const readIdle = (files: ReadonlyMap<string, string>): Readout<Idle> => {
  const driver = files.get(`${FOLDER}/current_driver`);
  const governor =
    files.get(`${FOLDER}/current_governor`) ?? files.get(`${FOLDER}/current_governor_ro`);
  if (driver === undefined || governor === undefined) return { unread: `no ${FOLDER}` };
  const states = [...files]
    .flatMap(([path, name]) => {
      const state = NAME.exec(path)?.[1];
      return state === undefined ? [] : [{ state: Number(state), name }];
    })
    .sort((a, b) => a.state - b.state)
    .map(({ state, name }) => ({
      name,
      enabled: files.get(`${STATES}/state${state}/disable`) !== '1',
    }));
  return { value: { driver, governor, states } };
};
