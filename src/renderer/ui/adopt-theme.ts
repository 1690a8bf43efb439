import {
  convertCssVariables,
  DEFAULT_THEME,
  deepMerge,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core';
import { theme, tokensOfTheme } from './theme.ts';

/**
 * Puts the kit's variables into a style sheet made by script. The kit would write a style element, which the content
 * security policy (no `unsafe-inline`, no nonce that both hosts would have to hand out) refuses.
 */
export function adoptTheme(): void {
  const full = mergeMantineTheme(DEFAULT_THEME, theme);
  const variables = deepMerge(defaultCssVariablesResolver(full), tokensOfTheme(full));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(convertCssVariables(variables));
  document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
}
