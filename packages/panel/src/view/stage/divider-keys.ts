const STEP = 0.02;
const LEAP = 0.1;

/**
 * Where a key puts the divider between before and after.
 *
 * @param position 0 (all after) .. 1 (all before)
 * @returns the new position, or `null` when the key means nothing to it
 */
export function dividerAfterKey(position: number, key: string, shift: boolean): number | null {
  const step = shift ? LEAP : STEP;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return bounded(position - step);
    case 'ArrowRight':
    case 'ArrowUp':
      return bounded(position + step);
    case 'PageDown':
      return bounded(position - LEAP);
    case 'PageUp':
      return bounded(position + LEAP);
    case 'Home':
      return 0;
    case 'End':
      return 1;
    default:
      return null;
  }
}

function bounded(position: number): number {
  // Steps of 0.02 drift in binary; whole thousandths keep 0 and 1 reachable and the value text round.
  return Math.min(1, Math.max(0, Math.round(position * 1000) / 1000));
}
