import type { Engine } from '../../engine/engine.js';
import type { HostWeights } from '../../host/host.js';
import type { Notices } from '../notices.js';
import type { PanelModelOptions } from '../panel-options.js';
import type { SettingsPart } from '../session/settings-part.js';

/** The built-in network paints without any other weights, so a host that has no answer stops nothing. */
const WITHOUT_ANSWER: HostWeights = { kind: 'address', baseUrl: null, cache: false };

/** How an engine is started: on the backend that is set now, with weights from where the host says. */
export function startOf(
  { host, startEngine }: Pick<PanelModelOptions, 'host' | 'startEngine'>,
  { settings }: SettingsPart,
  notices: Notices,
): () => Promise<Engine> {
  return async () => {
    const weights = await host.weights().catch((error: unknown) => {
      notices.error(error);
      return WITHOUT_ANSWER;
    });
    const { backend } = settings.peek();
    return startEngine({ backend, weights, readWeights: (file) => host.readWeights(file) });
  };
}
