import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  mergeThemeOverrides,
  type VariantColorsResolver,
} from '@mantine/core';
import type { Language } from '@packproof/outcomes';
import { screenTexts } from './screen-texts';

/** Shades around the accent of tokens.css; 8 is the accent on light ground, 4 the one on dark. */
const pine: MantineColorsTuple = [
  ...(['#e9f7f4', '#d3ede8', '#a8dcd3', '#82d3c4', '#62cdb9'] as const),
  ...(['#2fa392', '#1c8577', '#0f6e63', '#0b5f55', '#074a42'] as const),
];

/** Mantine's grounds and lines in the dark, in the greys of tokens.css: 4 lines, 5 and 6 surfaces, 7 the paper. */
const dark: MantineColorsTuple = [
  ...(['#e9f1ed', '#c3cfc9', '#a7b6ae', '#80918a', '#2c3a34'] as const),
  ...(['#1f2a25', '#161f1b', '#0d1311', '#0a0f0d', '#060908'] as const),
];

/** What stands on the accent: Mantine's own choice looks at the light scheme alone. */
const ON_ACCENT = 'var(--accent-ink)';

const variantColors: VariantColorsResolver = (asked) => {
  const colors = defaultVariantColorsResolver(asked);
  return asked.variant === 'filled' && asked.color === 'pine' ? { ...colors, color: ON_ACCENT } : colors;
};

/** Mantine in PackProof's type, space and colours. Green, amber and red are left to outcomes. */
const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 8, dark: 4 },
  autoContrast: true,
  variantColorResolver: variantColors,
  components: {
    Checkbox: { defaultProps: { iconColor: ON_ACCENT } },
    Radio: { defaultProps: { iconColor: ON_ACCENT } },
    // Mantine's head of a dialog is a <header>, which would be a second banner of the page.
    Modal: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
  },
  colors: { pine, dark },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-code)',
  headings: { fontFamily: 'var(--font)', fontWeight: '720' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
});

/** The same, with what Mantine itself would say in English said in a language. */
export const themeIn = (language: Language) =>
  mergeThemeOverrides(theme, {
    components: {
      PasswordInput: {
        defaultProps: { visibilityToggleButtonProps: { 'aria-label': screenTexts.in(language)('showPassword') } },
      },
    },
  });

/** Mantine's own colour names point to the tokens, so that there is one place where a colour is chosen. */
export const cssVariables: CSSVariablesResolver = () => {
  const tokens = {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-placeholder': 'var(--ink-soft)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--surface-sunk)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--error-ink)',
    '--mantine-primary-color-light': 'var(--accent-soft)',
    '--mantine-primary-color-light-hover': 'var(--accent-soft)',
    '--mantine-primary-color-light-color': 'var(--accent)',
  };
  return { variables: {}, light: tokens, dark: tokens };
};
