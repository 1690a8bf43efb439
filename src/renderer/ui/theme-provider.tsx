import { MantineProvider, type MantineColorSchemeManager } from '@mantine/core';
import type { ReactNode } from 'react';
import { theme, tokensOfTheme } from './theme.ts';

/** The person's choice lives in the settings, which every host keeps; the kit needs no store of its own. */
const noStore: MantineColorSchemeManager = {
  get: (fallback) => fallback,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};

interface ThemeProviderProps {
  readonly scheme: 'system' | 'light' | 'dark';
  readonly children: ReactNode;
}

export function ThemeProvider({ scheme, children }: ThemeProviderProps) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={tokensOfTheme}
      defaultColorScheme="auto"
      {...(scheme !== 'system' && { forceColorScheme: scheme })}
      colorSchemeManager={noStore}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  );
}
