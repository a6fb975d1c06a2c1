import { describe, expect, it } from 'vitest';
import {
  collect,
  countValue,
  layerWeightsValue,
  megabytesValue,
  numberValue,
  percentValue,
  secondsValue,
  sizeValue,
} from './option-values.js';

describe('numberValue', () => {
  it('reads decimal and exponent forms', () => {
    expect(numberValue('0.5')).toBe(0.5);
    expect(numberValue('1e-3')).toBe(0.001);
    expect(numberValue('-2')).toBe(-2);
  });

  it.each(['abc', '', ' ', '1px', 'Infinity', 'NaN'])('refuses %j', (text) => {
    expect(() => numberValue(text)).toThrow('A number is expected.');
  });
});

describe('countValue and secondsValue', () => {
  it('reads what they name', () => {
    expect(countValue('4')).toBe(4);
    expect(secondsValue('0.5')).toBe(0.5);
  });

  it.each(['0', '1.5', '-1'])('refuses a count of %s', (text) => {
    expect(() => countValue(text)).toThrow('A whole number from 1 up is expected.');
  });

  it('refuses no time at all', () => {
    expect(() => secondsValue('0')).toThrow('A number of seconds above 0 is expected.');
  });
});

describe('sizeValue and megabytesValue', () => {
  it('reads a number of pixels, or original', () => {
    expect(sizeValue('640')).toBe(640);
    expect(sizeValue(' original ')).toBe('original');
    expect(() => sizeValue('large')).toThrow('A number is expected.');
  });

  it('reads megabytes as bytes, and refuses none', () => {
    expect(megabytesValue('1.5')).toBe(1_500_000);
    for (const none of ['0', '-1']) {
      expect(() => megabytesValue(none)).toThrow('A number of megabytes above 0 is expected.');
    }
  });
});

describe('percentValue', () => {
  it('reads whole numbers from 1 to 100', () => {
    expect(['1', '80', '100'].map(percentValue)).toEqual([1, 80, 100]);
  });

  it.each(['0', '101', '79.5', 'high'])('refuses %s', (text) => {
    expect(() => percentValue(text)).toThrow(/^A (whole number from 1 to 100|number) is expected/);
  });
});

describe('layerWeightsValue', () => {
  it('reads names with and without weights', () => {
    expect(layerWeightsValue('conv1_1=0.5, conv2_1')).toEqual({ conv1_1: 0.5, conv2_1: 1 });
  });

  it('says which part it does not understand', () => {
    expect(() => layerWeightsValue('conv1_1=1,conv2_1=much')).toThrow(
      "Layers with weights are expected, such as conv1_1=1,conv2_1=0.5; 'conv2_1=much' is none.",
    );
    expect(() => layerWeightsValue('')).toThrow("'' is none.");
  });

  it('refuses a layer given twice', () => {
    expect(() => layerWeightsValue('conv1_1,conv1_1=2')).toThrow('conv1_1 is given twice.');
  });
});

describe('collect', () => {
  it('keeps the order', () => {
    const read = collect(numberValue);
    expect(read('2', read('1', undefined))).toEqual([1, 2]);
  });
});
