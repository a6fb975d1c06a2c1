import { DEFAULT_PARAMETERS } from '@pastiche/core';
import { type Preset, presetFingerprint } from '@pastiche/core/presets';
import { describe, expect, it } from 'vitest';
import { planJobs } from './job-plan.js';
import { NO_MASKS } from './mask-plan.js';
import type { StylizeOptions } from './stylize-options.js';

const given: StylizeOptions = {
  style: ['night.jpg'],
  output: 'out.png',
  network: 'vgg19',
  backend: 'auto',
  checkpointInterval: 60,
  timelapseEvery: 5,
  limits: 'default',
  jobs: 1,
};

describe('planJobs', () => {
  it('takes the defaults of the engine', () => {
    expect(planJobs(given)).toEqual({
      engine: { network: 'vgg19', weights: null, backend: 'auto', threads: null },
      limits: 'default',
      styles: [{ file: 'night.jpg', weight: 1 }],
      masks: NO_MASKS,
      preset: null,
      parameters: DEFAULT_PARAMETERS,
      sizeGiven: false,
      originalSize: false,
      memory: null,
      initialPicture: null,
      smallerPainting: null,
      checkpoint: null,
      resume: null,
      given: [],
      timelapse: null,
      format: null,
      fileQuality: null,
      overwrite: false,
      recipe: true,
    });
  });

  it('takes the content’s own size for --size original', () => {
    const plan = planJobs({ ...given, size: 'original' });
    expect(plan).toMatchObject({ originalSize: true, given: [] });
    expect(plan.parameters).toEqual(DEFAULT_PARAMETERS);
  });

  it('takes the memory that a run may have', () => {
    expect(planJobs({ ...given, memory: 5e8 }).memory).toBe(5e8);
  });

  it('leaves the recipe out when told to', () => {
    expect(planJobs({ ...given, recipe: false }).recipe).toBe(false);
  });

  it('hands every parameter on', () => {
    const { parameters } = planJobs({
      ...given,
      size: 256,
      iterations: 40,
      strength: 0.7,
      alpha: 1,
      beta: 100,
      contentLayers: { conv3_2: 1 },
      styleLayers: { conv1_1: 1, conv2_1: 0.5 },
      normalization: 'gatys',
      pooling: 'average',
      optimizer: 'lbfgs',
      init: 'noise',
      seed: 7,
      styleScale: 2,
      tv: 0.1,
      keepColours: 'luminance',
      pyramid: false,
    });
    expect(parameters).toEqual({
      size: 256,
      iterations: 40,
      quality: 'standard',
      strength: 0.7,
      alpha: 1,
      beta: 100,
      contentLayers: { conv3_2: 1 },
      styleLayers: { conv1_1: 1, conv2_1: 0.5 },
      normalization: 'gatys',
      pooling: 'average',
      optimizer: 'lbfgs',
      initialImage: 'noise',
      seed: 7,
      styleScale: 2,
      totalVariation: 0.1,
      keepColours: 'luminance',
      pyramid: false,
    });
  });

  it('takes any other --init for a picture', () => {
    const plan = planJobs({ ...given, init: 'start.png' });
    expect(plan.initialPicture).toBe('start.png');
    expect(plan.parameters.initialImage).toBe('picture');
  });

  it('pairs styles and weights in order', () => {
    const style = ['a.jpg', 'b.jpg'];
    expect(planJobs({ ...given, style, styleWeight: [3, 1] }).styles).toEqual([
      { file: 'a.jpg', weight: 3 },
      { file: 'b.jpg', weight: 1 },
    ]);
    expect(() => planJobs({ ...given, style, styleWeight: [3] })).toThrow(
      '--style-weight is expected once for each --style: got 1 for 2.',
    );
  });

  it('refuses two amounts of work', () => {
    expect(() => planJobs({ ...given, iterations: 9, quality: 'draft' })).toThrow(
      'Give --iterations or --quality, not both.',
    );
  });

  it('names the networks there are', () => {
    expect(planJobs({ ...given, network: 'auto' }).engine.network).toBe('auto');
    expect(() => planJobs({ ...given, network: 'vgg16' })).toThrow(
      "There is no network 'vgg16'; known: auto, vgg19-lite, vgg19.",
    );
    // What a result's metadata say is no choice to be made.
    expect(() => planJobs({ ...given, network: 'vgg19-lite+vgg19' })).toThrow(
      "There is no network 'vgg19-lite+vgg19'; known: auto, vgg19-lite, vgg19.",
    );
  });

  it('passes on what the engine finds wrong', () => {
    expect(() => planJobs({ ...given, strength: 2 })).toThrow(
      '--strength must be a number from 0 to 1, but 2 came.',
    );
    expect(() => planJobs({ ...given, iterations: 0 })).toThrow(
      /^--iterations must be a whole number from 1 to 10000, but 0 came\.$/,
    );
    expect(() => planJobs({ ...given, tv: -1 })).toThrow(/^--tv must be /);
  });

  describe('with a preset', () => {
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
    const picture = { mediaType: 'image/png', bytes: png } as const;
    const preset: Preset = {
      name: 'Waves',
      parameters: { strength: 0.8, alpha: 2, iterations: 30, initialImage: 'picture', seed: 5 },
      styles: [
        { name: 'Foam', weight: 1, picture },
        { name: 'Waves', weight: 0.25, picture },
      ],
    };
    const file = 'waves.pastiche.json';
    const planWith = (options: Partial<StylizeOptions>) =>
      planJobs({ ...given, style: [file], ...options }, new Map([[file, preset]]));

    it('takes its styles, its parameters, and remembers it', () => {
      const plan = planWith({ styleWeight: [5] });
      expect(plan.styles).toEqual([
        { file, weight: 4, inPreset: 0, name: 'Foam' },
        { file, weight: 1, inPreset: 1, name: 'Waves' },
      ]);
      const { initialImage: _, ...own } = preset.parameters;
      expect(plan.parameters).toEqual({ ...DEFAULT_PARAMETERS, ...own });
      expect(plan.preset).toEqual({ name: 'Waves', fingerprint: presetFingerprint(preset) });
      // A run that is resumed keeps what its checkpoint says.
      expect(plan.given).toEqual([]);
      expect(plan.sizeGiven).toBe(false);
    });

    it('lets options override them, in whatever form the preset gave them', () => {
      const { parameters } = planWith({ strength: 0.2, quality: 'draft', seed: 6 });
      expect(parameters).toMatchObject({
        strength: 0.2,
        alpha: null,
        quality: 'draft',
        iterations: null,
        seed: 6,
      });
    });

    it('blends it with other styles, and then is of no preset alone', () => {
      const plan = planWith({ style: ['night.jpg', file] });
      expect(plan.styles.map(({ weight }) => weight)).toEqual([1, 0.8, 0.2]);
      expect(plan.parameters.seed).toBe(5);
      expect(plan.preset).toBeNull();
    });
  });
});
