import { usePanel } from '../panel-context.js';
import { Tick } from '../parts/choice.js';

/** What of the picture the host offers to keep as it is. */
export function OfferedMask() {
  const { model, say } = usePanel();
  const offered = model.offeredMask.value;
  if (offered === null) return null;
  return (
    <div class="p-offered-mask">
      <Tick
        label={say(offered.label)}
        checked={offered.isOn}
        onChange={(isOn) => model.switchOfferedMask(isOn)}
      />
    </div>
  );
}
