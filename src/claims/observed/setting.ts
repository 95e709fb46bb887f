import { SINGLE_ROUTER, type RouterPlan } from '../../model/network/routers.js';
import { PLAIN_TRAFFIC, type Traffic } from '../../model/network/traffic.js';
import type { RunRecord } from '../../results/schema.js';

/** The network of a measurement, from the archive. */
export interface Setting extends Traffic {
  /** Undefined if the archive does not contain them. */
  readonly ports: { readonly ingress: number; readonly egress: number } | undefined;
  readonly routers: number;
  /** Whether routers share ports. */
  readonly use: RouterPlan['ports'];
  readonly interfaces: number;
  /** Undefined if the playbook did not specify it. */
  readonly routes: number | undefined;
}

/** An archive's facts about a network, of which earlier versions lack some. */
type NetworkFacts = Pick<RunRecord, 'media' | 'traffic' | 'routers'>;

const settingIn = ({ media, traffic, routers }: NetworkFacts): Setting => {
  const { count, ports, interfaces, routes }: RouterPlan = routers ?? SINGLE_ROUTER;
  return {
    ...(traffic ?? PLAIN_TRAFFIC),
    ports: media?.dutPorts,
    routers: count,
    use: ports,
    interfaces,
    routes,
  };
};

/** The network in which a playbook's reference is measured (run.json, `reference`). */
const REFERENCE = 'reference';
const ONE_PORT_TO_ONE = { ingressPorts: 1, dutPorts: { ingress: 1, egress: 1 }, linkSpeed: null };

const referenceSetting = ({ traffic, networks }: RunRecord): Setting => {
  const { protocol } = traffic ?? networks?.[0]?.traffic ?? PLAIN_TRAFFIC;
  return settingIn({ media: ONE_PORT_TO_ONE, traffic: { ...PLAIN_TRAFFIC, protocol } });
};

/** Every network of a run, by its name; the only network of a run has none. */
export const settingsOf = (run: RunRecord): ReadonlyMap<string | undefined, Setting> =>
  new Map<string | undefined, Setting>([
    ...(run.reference === undefined ? [] : [[REFERENCE, referenceSetting(run)] as const]),
    ...(run.networks === undefined
      ? [[undefined, settingIn(run)] as const]
      : run.networks.map((network) => [network.name, settingIn(network)] as const)),
  ]);
