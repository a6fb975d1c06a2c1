import type {
  Host,
  HostCapabilities,
  HostEvents,
  HostFile,
  HostPicture,
  HostPreset,
  HostResult,
  HostWeights,
} from '../src/host/host.js';

/** Methods of a host that answer later. */
export type HostMethod = Exclude<keyof Host, 'capabilities' | 'notify' | 'listen'>;

export interface FakeHostOptions {
  readonly capabilities?: Partial<HostCapabilities>;
  /** What is chosen as content. */
  readonly content?: HostPicture | null;
  /** What the person chooses, where the host lets them; `null`: nothing. */
  readonly picked?: HostPicture | null;
  readonly style?: HostPicture | null;
  readonly presets?: readonly HostPreset[];
  readonly settings?: unknown;
  readonly session?: Uint8Array | null;
  readonly weights?: HostWeights;
  /** How long every answer takes, ms. */
  readonly delayMs?: number;
}

/** A result, and the file that the host asked for. */
export interface WrittenResult extends Omit<HostResult, 'encode'> {
  readonly bytes: Uint8Array;
}

/** A host that keeps everything in memory and tells what it was asked. */
export interface FakeHost extends Host {
  /** Names of the methods that were called, in order. */
  readonly asked: readonly HostMethod[];
  /** With the file as PNG. */
  readonly results: readonly { readonly result: WrittenResult; readonly action: string }[];
  readonly files: readonly HostFile[];
  readonly notified: readonly { readonly message: string; readonly kind: 'info' | 'error' }[];
  readonly presets: readonly HostPreset[];
  /** What `writeSettings` was given last. */
  readonly settings: unknown;
  /** What `writeSession` was given last. */
  readonly session: Uint8Array | null;
  readonly listeners: number;
  /** Sentences with which methods reject, until they are deleted. */
  readonly failures: Map<HostMethod, string>;
  /** What `writeResult` and `writeFile` answer; `null`: the person changed their mind. */
  answer: string | null;
  /** Calls of a method wait until what is returned is called. */
  hold(method: HostMethod): () => void;
  /** Tells of another content, as hosts do. */
  changeContent(picture: HostPicture | null): void;
  /** Changes the presets behind the panel's back. */
  changePresets(presets: readonly HostPreset[]): void;
}

const CAPABILITIES: HostCapabilities = {
  actions: [
    { id: 'place', label: 'Place beside' },
    { id: 'save', label: 'Save as…' },
  ],
  picksContent: true,
  styleLabel: 'From selection',
  contentNoun: 'a layer',
  keepsPresets: true,
};

/**
 * Makes a fake host.
 *
 * @example
 * const host = createFakeHost({ content: { name: 'harbour.png', bytes } });
 * host.failures.set('writeResult', 'The disk is full.');
 */
export function createFakeHost(options: FakeHostOptions = {}): FakeHost {
  const state = {
    asked: [] as HostMethod[],
    results: [] as FakeHost['results'][number][],
    files: [] as HostFile[],
    notified: [] as FakeHost['notified'][number][],
    presets: [...(options.presets ?? [])],
    settings: (options.settings ?? null) as unknown,
    content: options.content ?? null,
    session: options.session ?? null,
  };
  const listeners = new Set<HostEvents>();
  const failures = new Map<HostMethod, string>();
  const waits = new Map<HostMethod, Promise<void>>();
  const called = async (method: HostMethod) => {
    state.asked.push(method);
    if (options.delayMs !== undefined) await delay(options.delayMs);
    await waits.get(method);
    const failure = failures.get(method);
    if (failure !== undefined) throw new Error(failure);
  };
  const host: FakeHost = {
    ...state,
    capabilities: { ...CAPABILITIES, ...options.capabilities },
    failures,
    answer: 'Placed beside the layer.',
    get presets() {
      return state.presets;
    },
    get settings() {
      return state.settings;
    },
    get session() {
      return state.session;
    },
    get listeners() {
      return listeners.size;
    },
    hold: (method) => {
      let release = () => {};
      const promise = new Promise<void>((resolve) => {
        release = resolve;
      });
      waits.set(method, promise);
      return () => {
        waits.delete(method);
        release();
      };
    },
    changeContent: (picture) => {
      state.content = picture;
      for (const listener of listeners) listener.contentChanged(picture);
    },
    changePresets: (presets) => {
      state.presets = [...presets];
      for (const listener of listeners) listener.presetsChanged();
    },
    readContent: async ({ pick }) => {
      // What was chosen when it was asked, however late the answer is.
      const { content } = state;
      await called('readContent');
      return pick ? (options.picked ?? null) : content;
    },
    readStyle: async () => {
      await called('readStyle');
      return options.style ?? null;
    },
    listPresets: async () => {
      await called('listPresets');
      return [...state.presets];
    },
    savePreset: async (preset) => {
      await called('savePreset');
      state.presets = [...state.presets.filter(({ id }) => id !== preset.id), preset];
    },
    deletePreset: async (id) => {
      await called('deletePreset');
      state.presets = state.presets.filter((preset) => preset.id !== id);
    },
    weights: async () => {
      await called('weights');
      return options.weights ?? { kind: 'address', baseUrl: null, cache: true };
    },
    readWeights: async () => {
      await called('readWeights');
      return new Uint8Array(8);
    },
    writeResult: async (result, action) => {
      await called('writeResult');
      const { encode, ...described } = result;
      const bytes = await encode({ mediaType: 'image/png' });
      state.results.push({ result: { ...described, bytes }, action });
      return host.answer;
    },
    writeFile: async (file) => {
      await called('writeFile');
      state.files.push(file);
      return host.answer;
    },
    readSettings: async () => {
      await called('readSettings');
      return state.settings;
    },
    writeSettings: async (settings) => {
      await called('writeSettings');
      // As over a channel: what was written shares nothing with what the panel holds.
      state.settings = structuredClone(settings);
    },
    readSession: async () => {
      await called('readSession');
      return state.session;
    },
    writeSession: async (session) => {
      await called('writeSession');
      state.session = session;
    },
    notify: (message, kind) => {
      state.notified.push({ message, kind });
    },
    listen: (events) => {
      listeners.add(events);
      return () => listeners.delete(events);
    },
  };
  return host;
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
