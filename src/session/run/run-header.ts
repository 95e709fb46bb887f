import { cpus, release } from 'node:os';
import type { Playbook } from '../../config/playbook.js';
import { networksOf, type OfOneNetwork } from '../../config/networks/networks.js';
import type { BitsPerSecond } from '../../model/units.js';
import type { Inputs } from '../../results/archive.js';
import type { RunRecord } from '../../results/schema.js';
import { portsInUse } from '../../rfc2544/router-loads.js';
import { testOf } from '../../rfc2544/tests/index.js';

/** What a run's archive begins with. */
export interface RunHeader {
  /** The folder that holds all archives. */
  readonly root: string;
  /** Its name, its environment, and its link speed where specified. */
  readonly testbed: Pick<RunRecord, 'environment'> & {
    readonly name: string;
    readonly linkSpeed?: BitsPerSecond | undefined;
  };
  readonly playbook: Playbook;
  readonly inputs: Inputs;
  readonly vrbench: RunRecord['vrbench'];
}

const controller = (): RunRecord['controller'] => {
  const found = cpus();
  return {
    kernelRelease: release(),
    cpuModel: found[0]?.model ?? 'unknown',
    cpus: found.length,
    node: process.versions.node,
  };
};

/** What a playbook asks for, with the loads that it gives. */
const askedBy = ({
  dataPlanes,
  networks,
  modifiers,
  frameSizes,
  procedures,
}: Playbook): NonNullable<RunRecord['asked']> => ({
  dataPlanes,
  ...(networks && {
    networks: networks.map(({ name, dataPlanes: own = dataPlanes }) => ({ name, dataPlanes: own })),
  }),
  ...{ modifiers, frameSizes },
  procedures: procedures.map((spec) => ({
    test: spec.test,
    loads: Object.fromEntries(
      testOf(spec)
        .loads(spec)
        .map(([load, path]) => [path.join('.'), load]),
    ),
  })),
});

/** What a network's frames were offered on, what they were like, and the routers they went through. */
const networkFacts = (
  playbook: OfOneNetwork,
  { linkSpeed = null }: { readonly linkSpeed?: BitsPerSecond | null | undefined },
) => ({
  media: { ingressPorts: portsInUse(playbook), linkSpeed },
  traffic: playbook.traffic,
  routers: playbook.routers,
});

/** Those of the only network, or of each by its name. */
const allNetworkFacts = (
  playbook: Playbook,
  testbed: RunHeader['testbed'],
): Pick<RunRecord, 'media' | 'traffic' | 'routers' | 'networks'> =>
  playbook.networks === undefined
    ? networkFacts(playbook, testbed)
    : {
        networks: networksOf(playbook).map(({ name = '', playbook: own }) => ({
          name,
          ...networkFacts(own, testbed),
        })),
      };

/** run.json of a run that begins. */
export const emptyRecord = (
  { testbed, playbook, vrbench }: RunHeader,
  runId: string,
  started: Date,
): RunRecord => ({
  schemaVersion: 3,
  runId,
  started: started.toISOString(),
  ended: null,
  state: { state: 'running' },
  vrbench,
  testbed: testbed.name,
  playbook: playbook.name,
  asked: askedBy(playbook),
  environment: testbed.environment,
  ...allNetworkFacts(playbook, testbed),
  controller: controller(),
  setup: null,
  dutSetups: [],
  trials: 0,
  results: [],
  overhead: null,
  conformance: [],
});
