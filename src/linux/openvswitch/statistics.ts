import type { Argv } from '../../model/command.js';
import { decimal } from '../text/number.js';
import { OVS_OPENFLOW, OVS_SWITCHD } from './folder.js';
import { DROPPING } from './flow.js';

/** Prints the statistics of the switch's datapath, in the kernel or in user space. */
export const READ_DATAPATH: Argv = ['ovs-appctl', '-t', OVS_SWITCHD, 'dpctl/show'];

/**
 * Frames for which the datapath had no flow, and no room in the queue to the daemon that makes one
 * (`lost`), from the output of `READ_DATAPATH`.
 * @throws ParseFailure
 */
export const parseLostUpcalls = (text: string, where?: string): number =>
  decimal(/\blookups:.* lost:(\d+)/.exec(text)?.[1], { source: READ_DATAPATH.join(' '), where });

/** Prints how many frames matched the flows that drop. */
export const READ_DROPPED: Argv = ['ovs-ofctl', 'dump-aggregate', OVS_OPENFLOW, DROPPING];

/**
 * Frames that matched no other flow, and those whose time to live expired, from the output of
 * `READ_DROPPED`. The daemon reads them off the datapath twice a second.
 * @throws ParseFailure
 */
export const parseDropped = (text: string, where?: string): number =>
  decimal(/\bpacket_count=(\d+)/.exec(text)?.[1], { source: READ_DROPPED.join(' '), where });
