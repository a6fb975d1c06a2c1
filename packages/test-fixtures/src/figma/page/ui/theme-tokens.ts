import type { FigmaProfile } from '../../profile.js';

/** Figma's colours by token, light and dark. */
const TOKENS: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  bg: ['#ffffff', '#2c2c2c'],
  'bg-hover': ['#f5f5f5', '#383838'],
  'bg-pressed': ['#e6e6e6', '#444444'],
  'bg-secondary': ['#f5f5f5', '#383838'],
  'bg-tertiary': ['#e6e6e6', '#444444'],
  'bg-selected': ['#e5f4ff', '#4a5878'],
  'bg-disabled': ['#d9d9d9', '#757575'],
  'bg-inverse': ['#2c2c2c', '#ffffff'],
  'bg-brand': ['#0d99ff', '#0c8ce9'],
  'bg-brand-hover': ['#007be5', '#0a6dc2'],
  'bg-brand-pressed': ['#007be5', '#0a6dc2'],
  'bg-brand-tertiary': ['#e5f4ff', '#394360'],
  'bg-danger': ['#f24822', '#e03e1a'],
  'bg-danger-tertiary': ['#ffe2e0', '#60332a'],
  'bg-success': ['#14ae5c', '#198f51'],
  'bg-success-tertiary': ['#cff7d3', '#1f3f2b'],
  'bg-warning': ['#ffcd29', '#f3c11b'],
  'bg-warning-tertiary': ['#fff1c2', '#4d3f1a'],
  text: ['rgba(0, 0, 0, 0.9)', '#ffffff'],
  'text-secondary': ['rgba(0, 0, 0, 0.5)', 'rgba(255, 255, 255, 0.7)'],
  'text-tertiary': ['rgba(0, 0, 0, 0.3)', 'rgba(255, 255, 255, 0.4)'],
  'text-disabled': ['rgba(0, 0, 0, 0.3)', 'rgba(255, 255, 255, 0.4)'],
  'text-onbrand': ['#ffffff', '#ffffff'],
  'text-brand': ['#007be5', '#7cc4f8'],
  'text-danger': ['#dc3412', '#fca397'],
  'text-ondanger': ['#ffffff', '#ffffff'],
  'text-success': ['#009951', '#79d297'],
  'text-warning': ['#b86200', '#f7d15f'],
  'text-onwarning': ['rgba(0, 0, 0, 0.9)', 'rgba(0, 0, 0, 0.9)'],
  icon: ['rgba(0, 0, 0, 0.9)', '#ffffff'],
  'icon-secondary': ['rgba(0, 0, 0, 0.5)', 'rgba(255, 255, 255, 0.7)'],
  'icon-tertiary': ['rgba(0, 0, 0, 0.3)', 'rgba(255, 255, 255, 0.4)'],
  'icon-disabled': ['rgba(0, 0, 0, 0.3)', 'rgba(255, 255, 255, 0.4)'],
  'icon-brand': ['#007be5', '#7cc4f8'],
  'icon-onbrand': ['#ffffff', '#ffffff'],
  'icon-danger': ['#dc3412', '#fca397'],
  'icon-success': ['#009951', '#79d297'],
  'icon-warning': ['#b86200', '#f7d15f'],
  border: ['#e6e6e6', '#444444'],
  'border-strong': ['#2c2c2c', '#ffffff'],
  'border-selected': ['#0d99ff', '#0c8ce9'],
  'border-selected-strong': ['#007be5', '#7cc4f8'],
  'border-disabled': ['#d9d9d9', '#757575'],
  'border-brand': ['#bde3ff', '#105cad'],
  'border-danger': ['#ffc7c2', '#7c2718'],
  'border-success': ['#aff4c6', '#14542f'],
  'border-warning': ['#ffe8a3', '#6b5514'],
};

/** The text of `<style id="figma-style">`. */
export function themeStyle(theme: FigmaProfile['theme']): string {
  const lines = Object.entries(TOKENS).map(
    ([name, [light, dark]]) => `--figma-color-${name}: ${theme === 'light' ? light : dark};`,
  );
  return `:root { ${lines.join(' ')} }`;
}
