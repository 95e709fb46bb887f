import type { PortCheck } from '../../check.js';
import { connectionTracking } from './connection-tracking.js';
import { offloads } from './offloads.js';
import { pauseFrames } from './pause-frames.js';
import { programs } from './programs.js';
import { promiscuous } from './promiscuous.js';
import { shaping } from './shaping.js';

/** What happens to frames at ports beyond being sent and received. */
export const FRAMES: readonly PortCheck[] = [
  pauseFrames,
  offloads,
  shaping,
  programs,
  promiscuous,
  connectionTracking,
];
