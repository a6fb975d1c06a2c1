import type { FigmaProfile } from '../../profile.js';
import { FRAME_SCRIPT } from './frame-script.js';
import { themeStyle } from './theme-tokens.js';

/** A plugin's HTML as its window loads it: with the policy first, and the theme if it asked for one. */
export function windowDocument(
  html: string,
  csp: string,
  theme: FigmaProfile['theme'] | null,
): string {
  const policy = `<meta http-equiv="Content-Security-Policy" content="${csp}">`;
  const style = theme === null ? '' : `<style id="figma-style">${themeStyle(theme)}</style>`;
  const whole = html.includes('<head') ? html : `<head></head>${html}`;
  const headed = whole.replace(/<head[^>]*>/i, (head) => `${head}${FRAME_SCRIPT}${policy}${style}`);
  return theme === null ? headed : withClass(headed, `figma-${theme}`);
}

function withClass(html: string, name: string): string {
  const tag = /<html([^>]*)>/i.exec(html);
  if (tag === null) return html.replace(/^(\s*<!doctype[^>]*>)?/i, `$1<html class="${name}">`);
  const attributes = /\bclass="/i.test(tag[1])
    ? tag[1].replace(/\bclass="/i, `class="${name} `)
    : `${tag[1]} class="${name}"`;
  return html.replace(tag[0], `<html${attributes}>`);
}
