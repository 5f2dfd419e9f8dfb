import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { untilStill } from '../support/accessibility.ts';

const FOLDER = path.join(import.meta.dirname, '../../docs/pictures');
/** The themes of the preferences, with their words in the name of a picture. */
export const THEMES = { light: 'light', dark: 'dark', highContrast: 'high contrast' } as const;
export type Theme = keyof typeof THEMES;

/** The pictures of one run, by screen and theme. */
export interface PictureFolder {
  /** Takes a picture of what the page shows. */
  add(screen: string, theme: Theme, page: Page): Promise<void>;
  /** Removes the pictures of screens that are no more, and writes the page that shows all. */
  finish(): void;
}

function inFileName(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

function fileOf(screen: string, theme: Theme): string {
  return `${inFileName(screen)}.${inFileName(THEMES[theme])}.webp`;
}

/**
 * Of a dialog without the screen beneath, which has a picture of its own. As WebP the three themes of every screen
 * are small enough to be kept in git.
 */
async function pictureOf(page: Page): Promise<Buffer> {
  await page.mouse.move(0, 0);
  await untilStill(page);
  const dialog = page.locator('.dialog').last();
  const shown = (await dialog.isVisible()) ? dialog : page;
  return shown.screenshot({ type: 'webp', quality: 55, animations: 'disabled', caret: 'hide' });
}

function section(screen: string, themes: ReadonlySet<Theme>): string {
  const cell = (theme: Theme) => `![${screen}, ${THEMES[theme]}](${fileOf(screen, theme)})`;
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const shown = (Object.keys(THEMES) as Theme[]).filter((theme) => themes.has(theme));
  const table = [row(shown.map((theme) => THEMES[theme])), row(shown.map(() => '---')), row(shown.map(cell))];
  return `## ${screen}\n\n${table.join('\n')}`;
}

const HEAD = `# Pictures of every screen

Made by \`npm run pictures\` from the real windows with the demo municipality: do not edit this page by hand. Nobody on the pictures exists.
The screen of the waiting room has colours of its own; the page for citizens follows their browser: light or dark.`;

/** Begins the pictures of a run; the old ones stay until it ends well. */
export function openPictureFolder(): PictureFolder {
  const taken = new Map<string, Set<Theme>>();
  mkdirSync(FOLDER, { recursive: true });
  return {
    add: async (screen, theme, page) => {
      writeFileSync(path.join(FOLDER, fileOf(screen, theme)), await pictureOf(page));
      taken.set(screen, (taken.get(screen) ?? new Set()).add(theme));
    },
    finish: () => {
      const files = new Set(
        [...taken].flatMap(([screen, themes]) => [...themes].map((theme) => fileOf(screen, theme))),
      );
      for (const name of readdirSync(FOLDER)) {
        if (name !== 'README.md' && !files.has(name)) rmSync(path.join(FOLDER, name));
      }
      const sections = [...taken].map(([screen, themes]) => section(screen, themes));
      writeFileSync(path.join(FOLDER, 'README.md'), `${[HEAD, ...sections].join('\n\n')}\n`);
      console.log(`${files.size} pictures of ${taken.size} screens in docs/pictures`);
    },
  };
}
