import type { Page, Route } from 'playwright-core';
import type { NetworkAnswer } from './profile.js';

export interface SimulatedNetwork {
  answer(url: string, answer: NetworkAnswer): void;
  /** Answers nothing from now on; what it is about to answer may fail in silence, as the page closes. */
  stop(): Promise<void>;
}

export interface NetworkOptions {
  readonly page: Page;
  /** The loopback address of the host page. */
  readonly address: string;
  readonly answers: Readonly<Record<string, NetworkAnswer>>;
  /** Told of every request of the plugin's window. */
  onWindowRequest(request: { readonly url: string; readonly refused: boolean }): void;
}

/** Stands between the page and the network: nothing that a test did not say is ever answered. */
export async function simulateNetwork(options: NetworkOptions): Promise<SimulatedNetwork> {
  const { page, address } = options;
  const answers = new Map(Object.entries(options.answers));
  await page.route(/^https?:/, async (route) => {
    const request = route.request();
    const url = request.url();
    const isHost = url.startsWith(address) && request.frame() === page.mainFrame();
    const asked = isHost ? new URL(url).searchParams.get('url') : url;
    if (isHost && asked === null) {
      await route.continue();
      return;
    }
    const answer = answers.get(asked ?? url);
    if (!isHost) {
      options.onWindowRequest({ url, refused: answer === undefined || answer === 'refuse' });
    }
    await respond(route, answer ?? 'refuse');
  });
  return {
    answer: (url, answer) => void answers.set(url, answer),
    stop: async () => {
      if (!page.isClosed()) await page.unrouteAll({ behavior: 'ignoreErrors' });
    },
  };
}

async function respond(route: Route, answer: NetworkAnswer): Promise<void> {
  if (answer === 'refuse') {
    await route.abort('internetdisconnected');
    return;
  }
  const { status = 200, headers = {}, body, delayMs = 0 } = answer;
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
  await route.fulfill({
    status,
    headers: { 'access-control-allow-origin': '*', ...headers },
    body: typeof body === 'string' ? body : Buffer.from(body),
  });
}
