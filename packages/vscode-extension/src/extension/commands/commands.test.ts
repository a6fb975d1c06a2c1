import { describe, expect, it, vi } from 'vitest';
import type { Uri } from 'vscode';
import { fakeUri } from '../../test/fake-uri.js';
import { createPanelServices } from '../../test/panel-services.js';
import type { Batcher } from '../batch/create-batcher.js';
import type { PanelRegistry } from '../panel/panel-registry.js';
import type { StylizePanel } from '../panel/stylize-panel.js';
import { createRecentPresets } from '../presets/recent-presets.js';
import { panelCommands } from './panel-commands.js';
import { pictureCommands } from './picture-commands.js';
import { presetCommands } from './preset-commands.js';
import { weightsCommands } from './weights-commands.js';

const A = fakeUri('/ws/a.png');
const B = fakeUri('/ws/b.png');

function createCommands({ withPanel = false, active = null as Uri | null } = {}) {
  const parts = createPanelServices();
  const panel = {
    picture: A,
    isActive: true,
    reveal: vi.fn(),
    follow: vi.fn(),
    wish: vi.fn(),
    close: vi.fn(),
  };
  const state: { current: StylizePanel | null } = { current: withPanel ? panel : null };
  const panels = {
    open: vi.fn((_: Uri | null) => panel),
    get current() {
      return state.current;
    },
    working: null,
  } as unknown as PanelRegistry & { open: ReturnType<typeof vi.fn> };
  const batch = vi.fn<Batcher>(async () => {});
  const recent = createRecentPresets(parts.services.memento);
  const options = { ...parts.services, panels, recent, batch, activePicture: () => active };
  const showLog = vi.fn();
  const table = {
    ...pictureCommands(options),
    ...panelCommands(panels, showLog),
    ...presetCommands({
      ...options,
      idOf: (row) => (typeof row === 'string' ? row : null),
      exportFolder: () => fakeUri('/ws'),
    }),
    ...weightsCommands(options),
  };
  return { ...parts, panel, panels, batch, recent, showLog, run: table };
}

describe('the commands about pictures', () => {
  it('open a panel for one picture', async () => {
    const { run, panels } = createCommands();
    await run['pastiche.stylize'](A, [A]);
    expect(panels.open).toHaveBeenCalledWith(A);
  });

  it('paint several as a batch, in the style that is chosen', async () => {
    const { run, panels, batch } = createCommands();
    await run['pastiche.stylize'](A, [A, fakeUri('/ws/n.txt'), B]);
    expect(panels.open).not.toHaveBeenCalled();
    expect(batch).toHaveBeenCalledWith([A, B], expect.objectContaining({ id: 'own' }));
  });

  it('take the active tab, or let the person choose a picture', async () => {
    const inTab = createCommands({ active: B });
    await inTab.run['pastiche.stylize']();
    expect(inTab.panels.open).toHaveBeenCalledWith(B);

    const nowhere = createCommands();
    nowhere.ui.pickFile.mockResolvedValueOnce(A).mockResolvedValueOnce(null);
    await nowhere.run['pastiche.stylize']();
    await nowhere.run['pastiche.stylize']();
    expect(nowhere.panels.open.mock.calls).toEqual([[A]]);
  });

  it('do nothing when no preset is chosen', async () => {
    const { run, ui, batch } = createCommands();
    ui.choose.mockResolvedValueOnce(undefined);
    await run['pastiche.applyPreset'](A, [A]);
    expect(batch).not.toHaveBeenCalled();
  });

  it('apply the preset that was used last without asking, and ask when it is gone', async () => {
    const { run, ui, batch, recent } = createCommands();
    await recent.add('built-in:woodcut');
    await run['pastiche.applyLastPreset'](A, [A]);
    expect(batch).toHaveBeenLastCalledWith(
      [A],
      expect.objectContaining({ id: 'built-in:woodcut', name: 'Woodcut' }),
    );
    expect(ui.choose).not.toHaveBeenCalled();

    await recent.add('gone');
    await run['pastiche.applyLastPreset'](A, [A]);
    expect(ui.choose).toHaveBeenCalledTimes(1);
  });

  it('apply a built-in preset by its own command', async () => {
    const { run, batch } = createCommands();
    await run['pastiche.applyBuiltIn.ink-wash'](A, [A, B]);
    expect(batch).toHaveBeenCalledWith([A, B], expect.objectContaining({ name: 'Ink wash' }));
  });

  it('use a picture as the style of the panel that is used, or of a new one', async () => {
    const open = createCommands({ withPanel: true });
    await open.run['pastiche.useAsStyle'](B, [B]);
    const wish = { kind: 'useStyle', name: 'b.png', bytes: new Uint8Array([2]) };
    expect(open.panel.wish).toHaveBeenCalledWith(wish);

    const none = createCommands();
    none.ui.pickFile.mockResolvedValueOnce(A);
    await none.run['pastiche.useAsStyle'](B, [B]);
    expect(none.panels.open).toHaveBeenCalledWith(A);
    expect(none.panel.wish).toHaveBeenCalledWith(wish);

    const refused = createCommands();
    await refused.run['pastiche.useAsStyle'](B, [B]);
    expect(refused.panel.wish).not.toHaveBeenCalled();
  });
});

describe('the commands about the panel', () => {
  it.each([
    ['pastiche.startPainting', 'stylize'],
    ['pastiche.stopPainting', 'stop'],
    ['pastiche.cancelPainting', 'cancel'],
  ])('%s steers it', async (command, action) => {
    const { run, panel } = createCommands({ withPanel: true });
    await run[command as keyof typeof run]();
    expect(panel.wish).toHaveBeenCalledWith({ kind: 'steer', action });
  });

  it('show it, and the log', async () => {
    const { run, panel, showLog } = createCommands({ withPanel: true });
    await run['pastiche.showPainting']();
    await run['pastiche.showLog']();
    expect(panel.reveal).toHaveBeenCalledTimes(1);
    expect(showLog).toHaveBeenCalledTimes(1);
  });
});

describe('the commands about presets', () => {
  it('apply one in the panel that is used, or in a new one', async () => {
    const { run, panel } = createCommands({ withPanel: true });
    await run['pastiche.presets.apply']('built-in:ink-wash');
    await run['pastiche.presets.apply']('own');
    expect(panel.wish.mock.calls.map(([{ id }]) => id)).toEqual([
      'built-in:ink-wash',
      'preset:own',
    ]);

    const none = createCommands();
    none.ui.pickFile.mockResolvedValueOnce(A);
    await none.run['pastiche.presets.apply']('own');
    expect(none.panels.open).toHaveBeenCalledWith(A);
  });

  it('rename, duplicate, export and delete', async () => {
    const { run, ui, presets, files } = createCommands();
    const names = async () => (await presets.list()).map(({ name }) => name);
    ui.askText.mockResolvedValueOnce(' Mine ');
    await run['pastiche.presets.rename']('own');
    await run['pastiche.presets.duplicate']('own');
    expect(await names()).toEqual(['Mine (copy)', 'Mine']);

    await run['pastiche.presets.export']('own');
    expect([...files.contents.keys()]).toContain('/ws/mine.pastiche.json');
    ui.confirm.mockResolvedValueOnce(false);
    await run['pastiche.presets.delete']('own');
    expect(await names()).toHaveLength(2);
    await run['pastiche.presets.delete']('own');
    expect(await names()).toEqual(['Mine (copy)']);
  });

  it('import a file, and open the file of a preset', async () => {
    const { run, ui, presets } = createCommands();
    ui.pickFile.mockResolvedValueOnce(fakeUri('/global/presets/own.pastiche.json'));
    await run['pastiche.presets.import']();
    await run['pastiche.presets.import']();
    // It is there already, just so.
    expect(await presets.list()).toHaveLength(1);
    expect(ui.tell).toHaveBeenCalledWith('The preset Own is here already, unchanged.');
    await run['pastiche.presets.openFile']('own');
    expect(ui.open.mock.calls[0][0].path).toBe('/global/presets/own.pastiche.json');
  });

  it('do nothing for a row that is no preset', async () => {
    const { run, ui } = createCommands();
    await run['pastiche.presets.rename'](undefined);
    await run['pastiche.presets.delete']('built-in:ink-wash');
    await run['pastiche.presets.apply'](7);
    expect(ui.askText).not.toHaveBeenCalled();
    expect(ui.confirm).not.toHaveBeenCalled();
  });
});

describe('the commands about weights', () => {
  it('download with progress', async () => {
    const { run, ui, weights } = createCommands();
    await run['pastiche.downloadWeights']();
    expect(ui.tell).toHaveBeenCalledWith('VGG19 is here; paintings use it from now on.');
    expect(ui.progress.mock.lastCall?.[0]).toBe('Downloading VGG19');
    weights.state.mockResolvedValueOnce({ here: false, bytes: 0, inFolder: true });
    await run['pastiche.downloadWeights']();
    expect(ui.progress.mock.lastCall?.[0]).toBe('Copying VGG19 from its folder');
  });

  it('pass a failure on', async () => {
    const { run, weights } = createCommands();
    weights.bring.mockRejectedValueOnce(new Error('No network.'));
    await expect(run['pastiche.downloadWeights']()).rejects.toThrow('No network.');
  });

  it('remove what is there, and say what was removed', async () => {
    const { run, ui, weights } = createCommands();
    await run['pastiche.removeWeights']();
    expect(ui.tell).toHaveBeenLastCalledWith('No weights are stored on this machine.');
    weights.state.mockResolvedValueOnce({ here: true, bytes: 20_997_510, inFolder: false });
    await run['pastiche.removeWeights']();
    expect(ui.tell).toHaveBeenLastCalledWith('The downloaded weights were removed (21.0 MB).');
    expect(weights.remove).toHaveBeenCalledTimes(1);
  });
});
