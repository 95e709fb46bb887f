import { atKey, atValue, type Finding } from '../../../document/finding.js';
import { unknownName } from '../../../document/names.js';
import type { PlacedPort } from '../placed-port.js';
import type { TestbedFile } from '../testbed-file.js';

/** Problems with the calibration of the tester. */
export const calibrationFindings = (
  { calibration, links, softwareNic, linkSpeed }: TestbedFile,
  ports: readonly PlacedPort[],
): readonly Finding[] => {
  if (calibration === undefined) return [];
  if (softwareNic !== undefined) {
    const why =
      'calibration: software ports are connected as the links are, and have no latency; remove it';
    return [atKey(['calibration'], why)];
  }
  if (calibration === 'bridge') return [];
  if (linkSpeed === undefined) {
    const why = 'calibration: starts at the line rate of the cable: add linkSpeed';
    return [atKey(['calibration'], why)];
  }
  const ends = calibration.map((name, end) => ({
    ...{ name, path: ['calibration', end] },
    placed: ports.find(({ port }) => port.name === name),
    link: links.findIndex((link) => link.includes(name)),
  }));
  const names = ports.map(({ port }) => port.name);
  const wrong = ends.flatMap(({ name, path, placed, link }) => {
    if (placed === undefined) return [atValue(path, unknownName('port', name, names))];
    return link < 0 ? [] : [atValue(path, `port '${name}' is already an end of links[${link}]`)];
  });
  if (wrong.length > 0) return wrong;
  const roles = ends.map(({ placed }) => placed?.role);
  return roles[0] === 'generator' && roles[1] === 'sink'
    ? []
    : [
        atValue(
          ['calibration'],
          'must connect a port of the generator directly to one of the sink, in this order',
        ),
      ];
};
