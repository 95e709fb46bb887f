import type { Host } from '../../host/host.js';
import { parsePhc2sys, READ_PHC2SYS, type PhcReading } from '../../linux/ptp/phc2sys.js';
import { ASK_PTP4L, parsePmc } from '../../linux/ptp/pmc.js';
import type { Stamping } from '../../model/network/ptp.js';
import type { PtpState } from './ptp-state.js';

const unsynchronized = (reason: string): PtpState => ({ state: 'unsynchronized', reason });

/** The last report of a machine's phc2sys; undefined if there is none, or it does not run. */
export const readPhc2sys = async (
  host: Host,
  signal?: AbortSignal,
): Promise<PhcReading | undefined> => {
  const { exitCode, stdout } = await host.attempt(READ_PHC2SYS, { signal });
  return exitCode === 0 ? parsePhc2sys(stdout) : undefined;
};

/**
 * Queries the ptp4l that a run started on the sink, and phc2sys on both machines with hardware
 * timestamps.
 * @throws ParseFailure, and what Host.attempt throws
 */
export const readPtp = async (
  { generator, sink }: { readonly generator: Host; readonly sink: Host },
  stamping: Stamping,
  signal?: AbortSignal,
): Promise<PtpState> => {
  const { stdout } = await sink.attempt(ASK_PTP4L, { signal });
  const state = parsePmc(stdout, sink.name);
  if (state === undefined) return unsynchronized("the sink's ptp4l did not answer");
  const { port, offset, pathDelay } = state;
  if (port !== 'SLAVE') return unsynchronized(`the sink's ptp4l followed no clock: it was ${port}`);
  if (stamping === 'software') {
    return { state: 'synchronized', reading: { offset, pathDelay } };
  }
  const [ofGenerator, ofSink] = await Promise.all([
    readPhc2sys(generator, signal),
    readPhc2sys(sink, signal),
  ]);
  if (ofGenerator === undefined) return unsynchronized("the generator's phc2sys reported nothing");
  if (ofSink === undefined) return unsynchronized("the sink's phc2sys reported nothing");
  return {
    state: 'synchronized',
    reading: { offset, pathDelay, generator: ofGenerator, sink: ofSink },
  };
};
