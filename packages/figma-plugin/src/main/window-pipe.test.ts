import { expect, it, vi } from 'vitest';
import { windowPipe } from './window-pipe.js';

it('posts messages, and hears those of channels until it is told to stop', () => {
  const listeners = new Set<(message: unknown) => void>();
  const postMessage = vi.fn();
  const pipe = windowPipe({
    postMessage,
    on: (_: string, listener: (message: unknown) => void) => void listeners.add(listener),
    off: (_: string, listener: (message: unknown) => void) => void listeners.delete(listener),
  } as unknown as Parameters<typeof windowPipe>[0]);
  const tell = (message: unknown) => {
    for (const listener of listeners) listener(message);
  };
  const receive = vi.fn();
  const stop = pipe.listen(receive);
  pipe.post({ pastiche: 1 });
  expect(postMessage).toHaveBeenCalledExactlyOnceWith({ pastiche: 1 });
  for (const junk of [null, 7, 'text', {}]) tell(junk);
  expect(receive).not.toHaveBeenCalled();
  tell({ pastiche: 1, kind: 'event' });
  expect(receive).toHaveBeenCalledOnce();
  stop();
  tell({ pastiche: 1, kind: 'event' });
  expect(receive).toHaveBeenCalledOnce();
});
