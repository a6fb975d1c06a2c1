/** Where is painted: a new process each time, one process again and again, the panel, VS Code's batch. */
export const LANES = ['command-line', 'painter', 'panel', 'batch'] as const;
export type LaneName = (typeof LANES)[number];

/** What is done to each lane; `none` is a run without a fault. */
export const FAULTS = {
  'command-line': [
    'none',
    'disk-full',
    'disk-full-replacing',
    'disk-full-checkpoint',
    'every-disk-full',
    'file-too-large',
    'killed',
    'killed-while-writing',
    'interrupted',
    'terminated',
    'hung-up',
    'child-killed',
    'thread-killed',
    'clock-jumps',
    'place-read-only',
    'picture-not-readable',
    'picture-changed',
    'style-removed',
    'name-taken',
    'folder-removed',
  ],
  painter: [
    'none',
    'disk-full',
    'disk-full-replacing',
    'every-disk-full',
    'interrupted',
    'thread-killed',
    'clock-jumps',
    'place-read-only',
    'picture-changed',
    'style-removed',
    'name-taken',
    'folder-removed',
  ],
  panel: [
    'none',
    'context-lost',
    'worker-killed',
    'clock-jumps',
    'storage-full',
    'clipboard-denied',
    'picture-changed',
    'cancelled',
    'stopped',
  ],
  batch: [
    'none',
    'disk-full',
    'place-read-only',
    'picture-changed',
    'picture-removed',
    'context-lost',
    'worker-killed',
    'tab-closed',
    'cancelled',
    'clock-jumps',
    'host-killed',
  ],
} as const satisfies Record<LaneName, readonly string[]>;

export type FaultOf<Lane extends LaneName> = (typeof FAULTS)[Lane][number];
