/** Goes before the script of an engine's worker: takes its graphics context away when a message says so. */
export const ENGINE_PRELUDE = `{
  const { getContext } = OffscreenCanvas.prototype;
  let latest = null;
  OffscreenCanvas.prototype.getContext = function (kind, ...rest) {
    const context = getContext.call(this, kind, ...rest);
    if (kind === 'webgl2') latest = context;
    return context;
  };
  self.addEventListener('message', ({ data }) => {
    if (data === 'lose the context') latest?.getExtension('WEBGL_lose_context')?.loseContext();
  });
}
`;

/** Goes before a page's own scripts: what a run does to the page, as functions of the global object named soak. */
export const PAGE_PRELUDE = `{
  const workers = [];
  globalThis.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      workers.push(this);
    }
  };
  const RealDate = Date;
  let offset = 0;
  const now = () => RealDate.now() + offset;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given),
    get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  });
  const { setItem } = Storage.prototype;
  const { arrayBuffer } = Blob.prototype;
  globalThis.soak = {
    loseContext: () => workers.at(-1)?.postMessage('lose the context'),
    killWorker: () => workers.at(-1)?.terminate(),
    jump: (ms) => {
      offset += ms;
    },
    slowFiles: (byMs) => {
      Blob.prototype.arrayBuffer = async function () {
        await new Promise((resolve) => setTimeout(resolve, byMs));
        return arrayBuffer.call(this);
      };
    },
    fillStorage: (isFull) => {
      Storage.prototype.setItem = isFull
        ? () => {
            throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
          }
        : setItem;
    },
  };
}
`;
