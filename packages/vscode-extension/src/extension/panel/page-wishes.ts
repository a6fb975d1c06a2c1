import type { Channel } from '@pastiche/panel/channel';
import type { PAGE_CONTRACT } from '../../shared/extension-contract.js';

/** What should happen in a page as soon as it listens. */
export type PageWish =
  | { readonly kind: 'useStyle'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'choosePreset'; readonly id: string }
  | { readonly kind: 'steer'; readonly action: 'stylize' | 'stop' | 'cancel' };

/** Keeps wishes until the page listens, and fulfils later ones at once. */
export interface PageWishes {
  add(wish: PageWish): void;
  /** The page listens; a page that was loaded anew says so again. */
  open(): void;
}

export function createPageWishes(fulfil: (wish: PageWish) => void): PageWishes {
  const waiting: PageWish[] = [];
  let listens = false;
  return {
    add: (wish) => {
      if (listens) fulfil(wish);
      else waiting.push(wish);
    },
    open: () => {
      listens = true;
      for (const wish of waiting.splice(0)) fulfil(wish);
    },
  };
}

/** Has a page that listens fulfil a wish. */
export function tellWish(channel: Channel<typeof PAGE_CONTRACT>, wish: PageWish): void {
  switch (wish.kind) {
    case 'useStyle':
      channel.tell('useStyle', { name: wish.name, bytes: new Uint8Array(wish.bytes) });
      break;
    case 'choosePreset':
      channel.tell('choosePreset', { id: wish.id });
      break;
    case 'steer':
      channel.tell('steer', { action: wish.action });
      break;
  }
}
