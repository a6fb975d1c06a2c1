export interface StripButtonProps {
  readonly blocked?: boolean;
  readonly children: string;
  onPress(): void;
}

/** A button above the panel, in its dress; one that is blocked stays in the order of focus. */
export function StripButton({ blocked = false, children, onPress }: StripButtonProps) {
  return (
    <button
      type="button"
      class="p-button p-secondary"
      aria-disabled={blocked ? 'true' : undefined}
      onClick={() => {
        if (!blocked) onPress();
      }}
    >
      {children}
    </button>
  );
}
