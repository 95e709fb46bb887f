import { SINGLE_ROUTER, type RouterPlan } from '../../model/network/routers.js';
import { PLAIN_TRAFFIC, type Traffic } from '../../model/network/traffic.js';
import type { RunRecord } from '../../results/schema.js';

/** The network that something was measured in, by the archive. */
export interface Setting extends Traffic {
  /** Undefined where the archive does not say. */
  readonly ports: { readonly ingress: number; readonly egress: number } | undefined;
  readonly routers: number;
  /** Whether routers have ports in common. */
  readonly use: RouterPlan['ports'];
  readonly interfaces: number;
  /** Undefined where the playbook did not say. */
  readonly routes: number | undefined;
}

/** What an archive says of a network; of those of earlier versions not all of it is known. */
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

/** Every network of a run, by its name there; that of a run with one network has none. */
export const settingsOf = (run: RunRecord): ReadonlyMap<string | undefined, Setting> =>
  new Map<string | undefined, Setting>(
    run.networks === undefined
      ? [[undefined, settingIn(run)]]
      : run.networks.map((network) => [network.name, settingIn(network)]),
  );
