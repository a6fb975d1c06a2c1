import type { LaneName } from '../runs/faults.js';
import type { Lane } from '../runs/lane.js';
import { openPlaces, tinyPictures } from '../runs/places.js';
import { batchLane } from './batch/batch.js';
import { commandLineLane } from './command/command-line.js';
import { painterLane } from './command/painter.js';
import { panelLane } from './panel/panel.js';

/** @param root the lane's folder */
export async function openLane(name: LaneName, root: string): Promise<Lane> {
  const pictures = await tinyPictures();
  const places = openPlaces(root, pictures);
  switch (name) {
    case 'command-line':
      return commandLineLane(places, pictures);
    case 'painter':
      return painterLane(places, pictures);
    case 'panel':
      return panelLane(places, pictures);
    case 'batch':
      return batchLane(places, pictures);
  }
}
