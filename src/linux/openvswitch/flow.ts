/** An OpenFlow flow: which frames it is for, and what is done with them, in the words of ovs-ofctl(8). */
export interface Flow {
  readonly table: number;
  /** The highest that matches is taken. */
  readonly priority: number;
  readonly match: readonly string[];
  /** None: frames are dropped. */
  readonly actions: readonly string[];
  /** Of one that drops: its frames are no test frames. */
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
