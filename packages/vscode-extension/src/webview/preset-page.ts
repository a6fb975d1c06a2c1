import { type Channel, createChannel, REALM_TIMERS } from '@pastiche/panel/channel';
import {
  PRESET_CHANNEL,
  PRESET_EDITOR_CONTRACT,
  PRESET_PAGE_CONTRACT,
  type PresetPageContent,
} from '../shared/preset-editor-contract.js';
import './preset-page.css';
import { showPreset } from './show-preset.js';
import { connectVsCode } from './vscode-api.js';

void begin();

/** Shows what the extension tells of a preset's file, and tells what the person wants of it. */
async function begin(): Promise<void> {
  const root = document.getElementById('preset');
  if (root === null) throw new Error('The page should hold #preset; build it again.');
  let words: PresetPageContent['words'] | null = null;
  let forget = () => {};
  const show = (shown: PresetPageContent['shown']) => {
    if (words === null) return;
    forget();
    forget = showPreset(root, shown, words, (action) => channel.tell('act', { action }));
  };
  const channel: Channel<typeof PRESET_EDITOR_CONTRACT> = createChannel({
    transport: connectVsCode().transport,
    timers: REALM_TIMERS,
    name: PRESET_CHANNEL,
    mine: PRESET_PAGE_CONTRACT,
    theirs: PRESET_EDITOR_CONTRACT,
    handlers: { requests: {}, events: { show: ({ shown }) => show(shown) } },
  });
  const opening = await channel.request('opening', undefined).reply;
  words = opening.words;
  show(opening.shown);
}
