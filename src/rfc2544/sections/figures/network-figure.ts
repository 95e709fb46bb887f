import { groupBy } from '../../../model/group-by.js';
import type { Lines, Section, Table } from '../../../model/section/section.js';
import type { Bytes } from '../../../model/units.js';
import type { RunNetworks } from '../../measured-networks.js';
import { boundIf, numbers, table, words } from '../table.js';

/** The best of a series in one network. */
export interface NetworkRate {
  readonly series: string;
  /** By name; undefined if the run has one network. */
  readonly network: string | undefined;
  readonly frameSize: Bytes;
  readonly rate: number;
  /** Whether it is a lower bound only. */
  readonly bound: boolean;
  /** The least and the greatest of the trials it rests on. */
  readonly least: number;
  readonly greatest: number;
  /** Sequence numbers of those trials. */
  readonly trials: readonly number[];
  /** Number of searches, if each repeat is one. */
  readonly searches?: number | undefined;
}

/** What is shown over networks: `throughput`. */
export interface NetworkFigure {
  readonly id: string;
  /** `Throughput`. */
  readonly title: string;
}

const seriesOf = (rates: readonly NetworkRate[]): readonly string[] => [
  ...new Set(rates.map(({ series }) => series)),
];

/** A row for each network, a column for each series. */
const rateTable = (
  title: string,
  rates: readonly NetworkRate[],
  names: readonly string[],
): Table => {
  const series = seriesOf(rates);
  const rows = names.map((name) => [
    name,
    ...series.map((each) => {
      const found = rates.find((rate) => rate.network === name && rate.series === each);
      return found === undefined ? null : boundIf(found.bound, found.rate);
    }),
  ]);
  const columns = [
    words('network', 'network'),
    ...series.map((each) => numbers(each, each, 'pps')),
  ];
  return table(title, columns, rows);
};

const rateLines = (
  { title }: NetworkFigure,
  rates: readonly NetworkRate[],
  names: readonly string[],
  heading: string,
): Lines => ({
  kind: 'lines',
  title: heading,
  description: "Networks in the playbook's order.",
  x: { title: 'network', unit: 'count', scale: 'category', labels: names },
  y: { title: title.toLowerCase(), unit: 'pps', scale: 'linear' },
  series: seriesOf(rates).map((name) => ({
    name,
    points: rates
      .filter(({ series }) => series === name)
      .map(({ network = '', rate, least, greatest, trials, searches }) => {
        return { x: names.indexOf(network), y: rate, least, greatest, trials, searches };
      }),
  })),
  references: [],
});

/**
 * Rates over the networks of a run, a series for each data plane: a table and a figure at each
 * frame size. Nothing for a run with one network.
 */
export const networkSections = (
  figure: NetworkFigure,
  rates: readonly NetworkRate[],
  { networks = [] }: RunNetworks,
): readonly Section[] => {
  if (networks.length < 2 || rates.length === 0) return [];
  const names = networks.map(({ name }) => name);
  const blocks = [...groupBy(rates, ({ frameSize }) => frameSize)].flatMap(([size, own]) => {
    const heading = `${figure.title} over networks, ${size} bytes`;
    return [rateTable(heading, own, names), rateLines(figure, own, names, heading)];
  });
  return [
    {
      id: `${figure.id}-over-networks`,
      title: `${figure.title} over networks`,
      headline: [],
      remarks: [],
      blocks,
      detail: false,
    },
  ];
};
