export interface ProgressBarProps {
  readonly label: string;
  /** 0..1; `null`: under way, nobody knows how far. */
  readonly share: number | null;
  readonly valueText: string;
}

/** How far something has come. */
export function ProgressBar({ label, share, valueText }: ProgressBarProps) {
  const percent = share === null ? undefined : Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div
      class={`p-progress${share === null ? ' p-progress-unknown' : ''}`}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={valueText}
    >
      <div class="p-progress-done" style={{ width: `${percent ?? 30}%` }} />
    </div>
  );
}
