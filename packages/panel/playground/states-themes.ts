/**
 * What the hosts themselves put on a page: Figma's variables, and VS Code's for its default themes
 * (Dark Modern, Light Modern, Dark High Contrast, Light High Contrast).
 */
export interface HostTheme {
  /** On `<html>`. */
  readonly rootClass: string;
  /** On `<body>`. */
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}

const FIGMA_LIGHT = {
  'figma-color-bg': '#ffffff',
  'figma-color-bg-secondary': '#f5f5f5',
  'figma-color-bg-hover': '#f5f5f5',
  'figma-color-bg-selected': '#e5f4ff',
  'figma-color-bg-brand': '#0d99ff',
  'figma-color-text': '#000000e5',
  'figma-color-text-secondary': '#00000080',
  'figma-color-text-brand': '#007be5',
  'figma-color-text-danger': '#dc3412',
  'figma-color-text-warning': '#b86200',
  'figma-color-text-onbrand': '#ffffff',
  'figma-color-icon': '#000000e5',
  'figma-color-border': '#e6e6e6',
  'figma-color-border-selected': '#0d99ff',
};

const FIGMA_DARK = {
  'figma-color-bg': '#2c2c2c',
  'figma-color-bg-secondary': '#383838',
  'figma-color-bg-hover': '#383838',
  'figma-color-bg-selected': '#4a5878',
  'figma-color-bg-brand': '#0c8ce9',
  'figma-color-text': '#ffffff',
  'figma-color-text-secondary': '#ffffffb2',
  'figma-color-text-brand': '#7cc4f8',
  'figma-color-text-danger': '#fca397',
  'figma-color-text-warning': '#f7d15f',
  'figma-color-text-onbrand': '#ffffff',
  'figma-color-icon': '#ffffff',
  'figma-color-border': '#444444',
  'figma-color-border-selected': '#0c8ce9',
};

const VSCODE_FONT = {
  'vscode-font-family': "system-ui, 'Segoe UI', 'Ubuntu', 'Droid Sans', sans-serif",
  'vscode-font-size': '13px',
  'vscode-font-weight': 'normal',
};

const VSCODE_DARK = {
  ...VSCODE_FONT,
  'vscode-editor-background': '#1f1f1f',
  'vscode-foreground': '#cccccc',
  'vscode-descriptionForeground': '#9d9d9d',
  'vscode-icon-foreground': '#cccccc',
  'vscode-errorForeground': '#f85149',
  'vscode-editorWarning-foreground': '#cca700',
  'vscode-focusBorder': '#0078d4',
  'vscode-button-background': '#0078d4',
  'vscode-button-foreground': '#ffffff',
  'vscode-button-hoverBackground': '#026ec1',
  'vscode-button-border': '#ffffff1a',
  'vscode-button-secondaryBackground': '#00000000',
  'vscode-input-background': '#313131',
  'vscode-input-border': '#3c3c3c',
  'vscode-panel-border': '#2b2b2b',
  'vscode-sideBar-background': '#181818',
  'vscode-menu-background': '#1f1f1f',
  'vscode-toolbar-hoverBackground': '#5a5d5e50',
  'vscode-list-inactiveSelectionBackground': '#37373d',
  'vscode-textLink-foreground': '#4daafc',
  'vscode-widget-shadow': '#0000005c',
};

/** 2026's dark theme has white on a blue that is too light for it, and a focus line that lets 30 % through. */
const VSCODE_DARK_2026 = {
  ...VSCODE_DARK,
  'vscode-editor-background': '#121314',
  'vscode-foreground': '#bfbfbf',
  'vscode-descriptionForeground': '#999999',
  'vscode-icon-foreground': '#888888',
  'vscode-errorForeground': '#f48771',
  'vscode-focusBorder': '#3994bcb3',
  'vscode-button-background': '#3994bc',
  'vscode-button-hoverBackground': '#3e9bc4',
  'vscode-button-border': '#2a2b2c',
  'vscode-input-background': '#191a1b',
  'vscode-input-border': '#333536',
  'vscode-panel-border': '#2a2b2c',
  'vscode-sideBar-background': '#191a1b',
  'vscode-menu-background': '#202122',
  'vscode-list-inactiveSelectionBackground': '#2c2d2e',
  'vscode-textLink-foreground': '#48a0c7',
};

const VSCODE_LIGHT = {
  ...VSCODE_FONT,
  'vscode-editor-background': '#ffffff',
  'vscode-foreground': '#3b3b3b',
  'vscode-descriptionForeground': '#3b3b3b',
  'vscode-icon-foreground': '#3b3b3b',
  'vscode-errorForeground': '#f85149',
  'vscode-editorWarning-foreground': '#bf8803',
  'vscode-focusBorder': '#005fb8',
  'vscode-button-background': '#005fb8',
  'vscode-button-foreground': '#ffffff',
  'vscode-button-hoverBackground': '#0258a8',
  'vscode-button-border': '#0000001a',
  'vscode-button-secondaryBackground': '#e5e5e5',
  'vscode-input-background': '#ffffff',
  'vscode-input-border': '#cecece',
  'vscode-panel-border': '#e5e5e5',
  'vscode-sideBar-background': '#f8f8f8',
  'vscode-menu-background': '#ffffff',
  'vscode-toolbar-hoverBackground': '#b8b8b850',
  'vscode-list-inactiveSelectionBackground': '#e4e6f1',
  'vscode-textLink-foreground': '#005fb8',
  'vscode-widget-shadow': '#00000029',
};

const VSCODE_CONTRAST = {
  ...VSCODE_FONT,
  'vscode-editor-background': '#000000',
  'vscode-foreground': '#ffffff',
  'vscode-descriptionForeground': '#ffffffb3',
  'vscode-icon-foreground': '#ffffff',
  'vscode-errorForeground': '#f48771',
  'vscode-editorWarning-foreground': '#ffd370',
  'vscode-focusBorder': '#f38518',
  'vscode-contrastBorder': '#6fc3df',
  'vscode-contrastActiveBorder': '#f38518',
  'vscode-button-background': '#000000',
  'vscode-button-foreground': '#ffffff',
  'vscode-button-border': '#6fc3df',
  'vscode-button-secondaryForeground': '#ffffff',
  'vscode-input-background': '#000000',
  'vscode-input-border': '#6fc3df',
  'vscode-panel-border': '#6fc3df',
  'vscode-sideBar-background': '#000000',
  'vscode-menu-background': '#000000',
  'vscode-textLink-foreground': '#21a6ff',
};

const VSCODE_CONTRAST_LIGHT = {
  ...VSCODE_FONT,
  'vscode-editor-background': '#ffffff',
  'vscode-foreground': '#292929',
  'vscode-descriptionForeground': '#292929b3',
  'vscode-icon-foreground': '#292929',
  'vscode-errorForeground': '#b5200d',
  'vscode-editorWarning-foreground': '#895503',
  'vscode-focusBorder': '#006bbd',
  'vscode-contrastBorder': '#0f4a85',
  'vscode-contrastActiveBorder': '#006bbd',
  'vscode-button-background': '#0f4a85',
  'vscode-button-foreground': '#ffffff',
  'vscode-button-hoverBackground': '#0f4a85',
  'vscode-button-border': '#0f4a85',
  'vscode-button-secondaryBackground': '#ffffff',
  'vscode-input-background': '#ffffff',
  'vscode-input-border': '#0f4a85',
  'vscode-panel-border': '#0f4a85',
  'vscode-sideBar-background': '#ffffff',
  'vscode-menu-background': '#ffffff',
  'vscode-textLink-foreground': '#0f4a85',
};

/** Each dress with its themes. `plain` follows the system, so it has nothing to set. */
export const HOST_THEMES = {
  figma: {
    light: theme('figma-light', '', FIGMA_LIGHT),
    dark: theme('figma-dark', '', FIGMA_DARK),
  },
  vscode: {
    light: theme('', 'vscode-light', VSCODE_LIGHT),
    dark: theme('', 'vscode-dark', VSCODE_DARK),
    'dark-2026': theme('', 'vscode-dark', VSCODE_DARK_2026),
    'high-contrast': theme('', 'vscode-high-contrast', VSCODE_CONTRAST),
    'high-contrast-light': theme(
      '',
      // VS Code puts both on the page.
      'vscode-high-contrast vscode-high-contrast-light',
      VSCODE_CONTRAST_LIGHT,
    ),
  },
  plain: { light: theme('', '', {}), dark: theme('', '', {}) },
} as const satisfies Record<string, Record<string, HostTheme>>;

function theme(
  rootClass: string,
  bodyClass: string,
  variables: Readonly<Record<string, string>>,
): HostTheme {
  return { rootClass, bodyClass, variables };
}
