import type { PktgenSetup } from '../../model/schema/setup/pktgen.js';
import type { Setup } from './setup-schema.js';
import { fact, factsAt, incidental, readingsOf, type NamedFact, type SetupFact } from './fact.js';

/** Facts about the loaded modules of this project. */
export const moduleFacts = ({
  modules,
  softwareNic,
  sinkCounting,
}: Setup): readonly SetupFact[] => [
  ...modules.flatMap(({ name, srcversion, kernelRelease, patchSha256 }) =>
    factsAt(`module ${name}`, [
      fact('srcversion', srcversion),
      fact('built for', kernelRelease),
      fact('SHA-256 of its patch', patchSha256),
    ]),
  ),
  ...(softwareNic === undefined
    ? []
    : factsAt(`module ${softwareNic.name}`, [
        fact('srcversion', softwareNic.srcversion),
        fact('built for', softwareNic.kernelRelease),
        fact('SHA-256 of its sources', softwareNic.sourceSha256),
      ])),
  ...(sinkCounting === undefined ? [] : factsAt('sink', [fact('counted by', sinkCounting.by)])),
  ...(sinkCounting?.by !== 'frame-sink'
    ? []
    : factsAt('module frame_sink', [
        fact('srcversion', sinkCounting.srcversion),
        fact('SHA-256 of its sources', sinkCounting.sourceSha256),
      ])),
];

/** Facts about pktgen. The settings of its devices are those of the last trial. */
export const pktgenFacts = (pktgen: PktgenSetup): readonly NamedFact[] => {
  const said = readingsOf(pktgen);
  const settings = (pktgen.devices ?? []).flatMap(({ device, params }) =>
    Object.entries(params).map(([name, value]) =>
      fact(`pktgen ${device} ${name}`, value === '' ? 'none' : value),
    ),
  );
  return [
    said('version', 'pktgen', (version) => version),
    said('srcversion', 'pktgen srcversion', (srcversion) => srcversion),
    ...settings.map(incidental),
  ];
};
