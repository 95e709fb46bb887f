/** An OpenFlow flow: match and actions in the syntax of ovs-ofctl(8). */
export interface Flow {
  readonly table: number;
  /** The matching flow with the highest priority applies. */
  readonly priority: number;
  readonly match: readonly string[];
  /** None: frames are dropped. */
  readonly actions: readonly string[];
  /** For flows that drop: their frames are not test frames. */
  readonly uncounted?: true;
}

/** Marks the flows that drop test frames, so that their frames can be counted (cookie/mask). */
export const DROPPING = 'cookie=0x1/-1';

/** Flows as `ovs-ofctl replace-flows` reads them, a line each. */
export const flowText = (flows: readonly Flow[]): string =>
  flows
    .map(({ table, priority, match, actions, uncounted }) => {
      const cookie = actions.length === 0 && uncounted !== true ? ['cookie=0x1'] : [];
      const head = [...cookie, `table=${table}`, `priority=${priority}`, ...match];
      return `${head.join(',')},actions=${actions.join(',') || 'drop'}\n`;
    })
    .join('');
