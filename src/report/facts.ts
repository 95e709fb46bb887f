import type { Fact, Remark, Sentence } from '../model/section/section.js';
import { joined, quantity, sentence } from '../model/section/sentence.js';
import type { Traffic } from '../model/network/traffic.js';
import type { RunRouters } from '../model/schema/routers.js';
import { commonMedia, type NetworkFacts } from '../rfc2544/measured-networks.js';
import type { RunRecord, TrialRecord } from '../results/schema.js';

const PROTOCOL_NAMES: Readonly<Record<Traffic['protocol'], string>> = {
  ipv4: 'IPv4',
  ipv6: 'IPv6',
};

/** Whether a run finished. */
export const stateOf = ({ state }: Pick<RunRecord, 'state'>): Remark => {
  switch (state.state) {
    case 'complete':
      return { level: 'result', text: ['complete'] };
    case 'failed':
      return { level: 'warning', text: [`failed: ${state.message}`] };
    case 'interrupted':
      return { level: 'warning', text: ['interrupted: below is what was measured until then'] };
    case 'running':
      return { level: 'warning', text: ['not ended: below is what has been measured'] };
  }
};

const fact = (name: string, value: Sentence): Fact => ({ name, value });

const dut = ({ environment, setup }: RunRecord): readonly Fact[] => {
  if (environment.kind === 'simulated') return [];
  if (setup === null) return [fact('DUT', ['not read'])];
  const { kernelRelease, cpus, cpuModel } = setup.roles.dut;
  return [fact('DUT', [`Linux ${kernelRelease}, ${cpus} x ${cpuModel}`])];
};

/** The media that frames were offered on. */
const mediaText = ({ media: found }: NetworkFacts): readonly Sentence[] => {
  if (found === undefined) return [];
  const { ingressPorts, linkSpeed } = found;
  const ports = `${ingressPorts} ingress port${ingressPorts === 1 ? '' : 's'}`;
  const links =
    linkSpeed === null
      ? ['link speed not known']
      : sentence`links of ${quantity(linkSpeed, 'bps')}`;
  return [sentence`Ethernet, ${ports}, ${links}`];
};

const media = (run: RunRecord): readonly Fact[] =>
  mediaText({ media: commonMedia(run) }).map((text) => fact('media', text));

const modulesOf = ({ setup }: RunRecord): readonly Fact[] =>
  (setup?.modules ?? []).map(({ name, srcversion }) =>
    fact('module', [`${name}, srcversion ${srcversion}`]),
  );

/** Protocol and format of the test frames, and where they go (RFC 2544 sections 8 and 26.1). */
const trafficText = ({ traffic: found }: NetworkFacts): readonly Sentence[] => {
  if (found === undefined) return [];
  const { protocol, destinations, direction } = found;
  const parts = [
    `UDP echo over ${PROTOCOL_NAMES[protocol]}`,
    'steady',
    destinations === 'many' ? 'destinations in 256 networks' : 'one destination per port',
    direction === 'bidirectional' ? 'both ways, loads are their sum' : 'one way',
  ];
  return [[parts.join(', ')]];
};

const traffic = (run: RunRecord): readonly Fact[] =>
  trafficText(run).map((text) => fact('traffic', text));

/** The contents of test frames (RFC 2544 section 8, appendix C). */
const testFrames = ({ setup }: RunRecord): readonly Fact[] => {
  const frames = setup?.testFrames;
  if (frames === undefined) return [];
  const { sourcePort, destinationPort, hopLimit, protocol, udpChecksum, payload, eachFrame } =
    frames;
  const parts = [
    `UDP port ${sourcePort} to ${destinationPort}`,
    `${protocol === 'ipv4' ? 'TTL' : 'hop limit'} ${hopLimit}`,
    ...(udpChecksum ? [] : ['no UDP checksum']),
    `data: ${payload.join(', then ')}`,
  ];
  const differing =
    eachFrame.length === 0 ? [] : [`each frame has its own ${eachFrame.join(', ')}`];
  return [fact('test frames', [[parts.join(', '), ...differing].join('; ')])];
};

type StatedPart = Exclude<NonNullable<RunRouters['traffic']>, 'in-turn'>[number];

/** A router's part of a load: its own load, or its share. */
const part = (each: StatedPart): Sentence =>
  'load' in each
    ? sentence`router ${each.router}: ${quantity(each.load, 'pps')} of its own`
    : 'share' in each
      ? [`router ${each.router}: share ${each.share}`]
      : sentence`router ${each.router}: ${quantity(each.proportion, 'ratio')} of the reference of its own`;

/** Above this number, parts are not listed. */
const MOST_PARTS = 4;

/** The routers, if there is more than one interface to a port. */
const routersText = ({ routers: found }: NetworkFacts): readonly Sentence[] => {
  if (found === undefined) return [];
  const { count, ports, interfaces, routes, traffic: parts } = found;
  if (count === 1 && interfaces === 1 && routes === undefined) return [];
  const use = ports === 'own' ? 'with separate ports' : 'with shared ports';
  const words = [
    ...(count === 1 ? ['1'] : [`${count}, ${use}`]),
    ...(interfaces === 1 ? [] : [`${interfaces} interfaces on each port`]),
    ...(routes === undefined ? [] : [`${routes} routes each`]),
  ];
  const loads =
    parts === undefined
      ? []
      : parts === 'in-turn'
        ? [['frames for one of them in each trial, in turn']]
        : parts.length > MOST_PARTS
          ? [[`frames for ${parts.length} of them`]]
          : parts.map(part);
  return [joined([[words.join(', ')], ...loads], '; ')];
};

const routers = (run: RunRecord): readonly Fact[] =>
  routersText(run).map((text) => fact('routers', text));

/** Each of several networks: its routers, where its frames go, and its ports if their number differs. */
const networks = (run: RunRecord): readonly Fact[] =>
  (run.networks ?? []).map((network) => {
    const of = routersText(network).map((text): Sentence => ['routers ', ...text]);
    const ports = commonMedia(run) === undefined ? mediaText(network) : [];
    const text = joined([...of, ...trafficText(network), ...ports], '; ');
    return fact('network', [`${network.name}: `, ...text]);
  });

const isWarmUp = ({ result }: TrialRecord): boolean => result.request.warmUp === true;

/** How many trials, and how long: `7 of 1 s`, `40 of 1 s and 60 s`, `90 of 380 us to 60 s`. */
const counted = (trials: readonly TrialRecord[]): Sentence => {
  const lengths = [...new Set(trials.map(({ result }) => result.request.duration))];
  const count = quantity(trials.length, 'count');
  if (lengths.length === 0) return [count];
  const times = lengths.map((length) => quantity(length, 'ns'));
  if (lengths.length <= 2) {
    return sentence`${count} of ${joined(
      times.map((time) => [time]),
      ' and ',
    )}`;
  }
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  return sentence`${count} of ${quantity(shortest, 'ns')} to ${quantity(longest, 'ns')}`;
};

/** The number of trials, with warm-up trials counted separately. */
export const trialsFact = (trials: readonly TrialRecord[]): Fact => {
  const warmUps = trials.filter(isWarmUp);
  const others = counted(trials.filter((trial) => !isWarmUp(trial)));
  const value =
    warmUps.length === 0 ? others : sentence`${others}, after ${counted(warmUps)} for warm-up`;
  return fact('trials', value);
};

/** The facts that hold for the whole run. */
export const factsOf = (run: RunRecord, trials: readonly TrialRecord[]): readonly Fact[] => [
  ...dut(run),
  ...media(run),
  ...modulesOf(run),
  ...traffic(run),
  ...testFrames(run),
  ...routers(run),
  ...networks(run),
  trialsFact(trials),
];
