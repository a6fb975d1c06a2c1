import { createPainter, type Engine, type Painter, startEngine } from '@pastiche/panel';
import {
  type Channel,
  ChannelError,
  createChannel,
  type Handlers,
  REALM_TIMERS,
} from '@pastiche/panel/channel';
import { sentence } from '@pastiche/panel/core';
import {
  BATCH_CONTRACT,
  BATCH_PAGE_CONTRACT,
  EXTENSION_CHANNEL,
} from '../shared/extension-contract.js';
import './batch-page.css';
import { engineWithKeptWeights } from './engine-with-kept-weights.js';
import { keptWeights } from './kept-weights.js';
import { pageFacts, resourceAssets } from './resource-assets.js';
import { connectVsCode } from './vscode-api.js';

begin();

/** Shows one line and a bar, and paints what it is told to. */
function begin(): void {
  const { root, ...facts } = pageFacts();
  const { caption, bar } = showProgress(root);
  let painter: Promise<Painter> | null = null;
  const forget = () => {
    painter = null;
  };
  const handlers: Handlers<typeof BATCH_PAGE_CONTRACT> = {
    requests: {
      async paint({ content: { mask, ...content }, ...order }, call) {
        const giveUp = new AbortController();
        call.onCancel(() => giveUp.abort());
        // Made once; but one that could not start, or whose engine is lost, is made anew for the next picture.
        painter ??= startPainter();
        painter.catch(forget);
        const protect = mask && { label: '', bytes: mask };
        const onProgress = (share: number) => {
          bar.value = share;
          channel.tell('progress', { share: Math.min(1, share) });
        };
        const whole = { ...order, content: { ...content, protect } };
        return (await painter).paint(whole, { signal: giveUp.signal, onProgress });
      },
    },
    events: {
      weightsProgress: ({ loaded, total }) => weights.hear(loaded, total),
      caption: ({ text }) => {
        caption.textContent = text;
        bar.value = 0;
      },
    },
  };
  const channel: Channel<typeof BATCH_CONTRACT> = createChannel({
    transport: connectVsCode().transport,
    timers: REALM_TIMERS,
    name: EXTENSION_CHANNEL,
    mine: BATCH_PAGE_CONTRACT,
    handlers,
    theirs: BATCH_CONTRACT,
  });
  const weights = keptWeights(channel);
  const opening = channel.request('opening', undefined).reply;

  async function startPainter(): Promise<Painter> {
    const { weightsBase, settings } = await opening;
    const assets = resourceAssets(facts);
    return createPainter({
      assets,
      weights: { kind: 'address', baseUrl: weightsBase, cache: false },
      readWeights: async (file) => {
        throw new ChannelError('failed', sentence`${file} should be fetched from its address.`);
      },
      settings: JSON.parse(settings),
      startEngine: (start) => startKept({ assets, ...start }, weights, forget),
    });
  }
}

async function startKept(
  start: Parameters<typeof startEngine>[0],
  weights: ReturnType<typeof keptWeights>,
  onLost: () => void,
): Promise<Engine> {
  const engine = await startEngine(start);
  engine.onLost(onLost);
  return engineWithKeptWeights(engine, weights);
}

function showProgress(root: HTMLElement) {
  const main = document.createElement('main');
  const heading = document.createElement('h1');
  heading.textContent = document.title;
  const caption = document.createElement('p');
  caption.setAttribute('role', 'status');
  const bar = document.createElement('progress');
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute('aria-label', 'Pastiche');
  main.append(heading, caption, bar);
  root.append(main);
  return { caption, bar };
}
