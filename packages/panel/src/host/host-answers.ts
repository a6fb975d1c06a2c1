import type { Handlers } from '../channel/channel.js';
import type { Host, PictureEncoding } from './host.js';
import type { HOST_CONTRACT } from './host-contract.js';
import {
  plainBytes,
  plainCapabilities,
  plainPicture,
  plainPreset,
  plainWeights,
} from './plain-host-data.js';

export interface HostAnswersOptions {
  /** Called when a panel says that it listens. */
  onPanel(): void;
  /** Asks the panel for the file of a result that it is writing. */
  encodeResult(id: string, encoding: PictureEncoding): Promise<Uint8Array>;
}

/**
 * The handlers of the host contract: each asks the method of `host` that has its name, and makes
 * plain data of what it answers.
 */
export function hostAnswers(
  host: Host,
  { onPanel, encodeResult }: HostAnswersOptions,
): Handlers<typeof HOST_CONTRACT> {
  return {
    requests: {
      capabilities() {
        onPanel();
        return plainCapabilities(host.capabilities);
      },
      async readContent({ pick }) {
        const picture = await host.readContent({ pick });
        return picture && plainPicture(picture);
      },
      async readStyle() {
        const picture = await host.readStyle();
        return picture && plainPicture(picture);
      },
      listPresets: async () => (await host.listPresets()).map(plainPreset),
      async savePreset(preset) {
        await host.savePreset(preset);
        return undefined;
      },
      async deletePreset({ id }) {
        await host.deletePreset(id);
        return undefined;
      },
      weights: async () => plainWeights(await host.weights()),
      readWeights: async ({ file }) => plainBytes(await host.readWeights(file)),
      writeResult: ({ result: { id, ...result }, action }) =>
        host.writeResult({ ...result, encode: (encoding) => encodeResult(id, encoding) }, action),
      writeFile: (file) => host.writeFile(file),
      readSettings: async () => JSON.stringify((await host.readSettings()) ?? null),
      async writeSettings({ json }) {
        await host.writeSettings(JSON.parse(json));
        return undefined;
      },
      readSession: async () => {
        const session = (await host.readSession?.()) ?? null;
        return session && plainBytes(session);
      },
      async writeSession({ session }) {
        await host.writeSession?.(session);
        return undefined;
      },
      notify({ message, kind }) {
        host.notify(message, kind);
        return undefined;
      },
    },
    events: {},
  };
}
