import { DATA_PLANES, type DataPlaneName } from '../../../model/data-plane.js';

/** How a series is drawn: a colour of the palette, and a marker for readers who cannot see colours. */
export interface Look {
  /** Of `--series-0` and on. */
  readonly colour: number;
  readonly marker: MarkerName;
}

/** The outlines of markers, around 0, 0. */
export const MARKERS = {
  circle: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z',
  square: 'M-3.7-3.7h7.4v7.4h-7.4z',
  triangle: 'M0-5L4.6 3.4H-4.6z',
  diamond: 'M0-5.2L5 0L0 5.2L-5 0z',
  'triangle-down': 'M0 5L4.6-3.4H-4.6z',
  cross: 'M-4-4L4 4M4-4L-4 4',
  plus: 'M-5 0H5M0-5V5',
  pentagon: 'M0-5L4.8-1.5L2.9 4.1H-2.9L-4.8-1.5z',
} as const satisfies Readonly<Record<string, string>>;

export type MarkerName = keyof typeof MARKERS;

/** Colours of series in the palette. */
export const COLOURS = 8;

/** The same in all figures of all reports. */
const LOOKS: Readonly<Record<DataPlaneName, Look>> = {
  'ip-forwarder': { colour: 0, marker: 'circle' },
  macvlan: { colour: 1, marker: 'square' },
  'softnet-macvlan': { colour: 2, marker: 'triangle' },
  'napi-macvlan': { colour: 3, marker: 'diamond' },
  'direct-macvlan': { colour: 6, marker: 'triangle-down' },
  'veth-bridge': { colour: 5, marker: 'cross' },
  'tc-redirect': { colour: 7, marker: 'plus' },
  openvswitch: { colour: 4, marker: 'pentagon' },
  'openvswitch-flows': { colour: 5, marker: 'pentagon' },
  'openvswitch-userspace': { colour: 7, marker: 'square' },
  'uml-guest': { colour: 4, marker: 'triangle' },
  'kvm-guest': { colour: 6, marker: 'square' },
  'sriov-vf': { colour: 1, marker: 'circle' },
};

/** The longest first: `softnet-macvlan` is not `macvlan`. */
const BY_LENGTH = DATA_PLANES.toSorted((one, other) => other.length - one.length);

/** The data plane that a series is of, by its name: `napi-macvlan + conntrack` is of napi-macvlan. */
export const planeIn = (series: string): DataPlaneName | undefined =>
  BY_LENGTH.find((name) => series.includes(name));

export const lookOf = (plane: DataPlaneName): Look => LOOKS[plane];
