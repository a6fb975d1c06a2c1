import type { Host, HostEvents, HostPicture } from '@pastiche/panel/host';
import { expect, it, vi } from 'vitest';
import { keepingHost } from './keeping-host.js';
import type { Offered } from './kept-parts.js';

const picture = (name: string): HostPicture => ({ name, bytes: new Uint8Array(), id: name });
const masked = (of: HostPicture) => ({
  ...of,
  protect: { label: 'Keep text', bytes: new Uint8Array() },
});

function open(offered: (of: HostPicture | null) => Promise<Offered>) {
  let events: HostEvents | undefined;
  const host = {
    readContent: async () => picture('Card'),
    listen: (given: HostEvents) => {
      events = given;
      return () => {};
    },
  } as unknown as Host;
  const keeping = keepingHost(host, { offered });
  const contentChanged = vi.fn();
  keeping.host.listen({ contentChanged, presetsChanged: () => {} });
  return { keeping, contentChanged, tell: (of: HostPicture) => events?.contentChanged(of) };
}

const atOnce = async (of: HostPicture | null) => ({ picture: of && masked(of), isNewest: true });

it('gives and tells of contents with what of them stays', async () => {
  const { keeping, contentChanged, tell } = open(atOnce);
  expect(await keeping.host.readContent({ pick: false })).toEqual(masked(picture('Card')));
  tell(picture('Other'));
  await keeping.after(Promise.resolve());
  keeping.tell(masked(picture('Third')));
  expect(contentChanged.mock.calls).toEqual([
    [masked(picture('Other'))],
    [masked(picture('Third'))],
  ]);
});

it('goes on only once the panel was told of the content', async () => {
  let resolve = (_: Offered) => {};
  const { keeping, contentChanged, tell } = open(() => new Promise((done) => (resolve = done)));
  tell(picture('Card'));
  const gone = vi.fn();
  const going = keeping.after(Promise.resolve(7)).then(gone);
  await new Promise((done) => setTimeout(done));
  expect(gone).not.toHaveBeenCalled();
  resolve(await atOnce(picture('Card')));
  await going;
  expect(contentChanged).toHaveBeenCalledOnce();
  expect(gone).toHaveBeenCalledExactlyOnceWith(7);
});

it('does not tell of a content after which another one came', async () => {
  const { keeping, contentChanged, tell } = open(async (of) => ({ picture: of, isNewest: false }));
  tell(picture('Card'));
  await keeping.after(Promise.resolve());
  expect(contentChanged).not.toHaveBeenCalled();
});
