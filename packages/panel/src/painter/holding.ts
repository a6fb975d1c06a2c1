import type { Engine, EnginePicture } from '../engine/engine.js';
import type { StylePicture } from '../model/styles/style-source.js';

/** What the engine holds for one painting. */
export interface Holding {
  hold(bytes: Uint8Array): Promise<EnginePicture>;
  /** @returns the id of the picture, or of the statistics that stand for it */
  holdStyle(style: StylePicture): Promise<string>;
  /** Lets go of all of it. */
  release(): void;
}

export function createHolding(engine: Engine): Holding {
  const held: string[] = [];
  const hold = async (bytes: Uint8Array) => {
    const picture = await engine.addPicture(bytes);
    picture.preview.close();
    held.push(picture.id);
    return picture;
  };
  return {
    hold,
    holdStyle: async ({ read, statistics }) => {
      if (statistics === undefined) return (await hold(await read())).id;
      const id = await engine.addStatistics(statistics.map(({ bytes }) => bytes));
      held.push(id);
      return id;
    },
    release: () => {
      for (const id of held) engine.removePicture(id);
    },
  };
}
