import type { PanelGroup, PanelSwitch } from './panel.ts';

const STYLE = `
  body { margin: 2rem auto; max-width: 42rem; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #14242b; background: #f2f6f7; }
  section { margin: 1rem 0; padding: 1rem; border: 1px solid #d3dde0; border-radius: .5rem; background: #fff; }
  h1 { font-size: 1.4rem; } h2 { margin: 0; font-size: 1.1rem; }
  h3 { margin: 1rem 0 0; font-size: 1rem; } pre { overflow: auto; margin: .5rem 0 0; padding: .5rem; background: #f2f6f7; }
  form { display: flex; flex-wrap: wrap; gap: .5rem; }
  button { padding: .4rem .8rem; border: 1px solid #4b6770; border-radius: .4rem; background: #fff; color: inherit; font: inherit; cursor: pointer; }
  button:hover { background: #e4f0f2; } button:focus-visible { outline: 3px solid #0a6173; outline-offset: 2px; }
`;

/** The whole page: a form without scripts for each kind of device. */
export function panelPage(groups: readonly PanelGroup[]): string {
  return `<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><title>Proefpaneel van de balie</title><style>${STYLE}</style></head>
<body>
<main>
<h1>Proefpaneel van de balie</h1>
<p>Hier bedient u de nagebootste toestellen van de proefopstelling. Wat u hier doet, ziet u in het venster van Onthaal.</p>
${groups.map(section).join('\n')}
</main>
</body>
</html>
`;
}

function section({ title, state, switches, cameOut }: PanelGroup): string {
  const form = switches.length === 0 ? '' : `<form method="post">${switches.map(button).join('')}</form>`;
  const paper = cameOut?.() ?? '';
  const shown = paper === '' ? '' : `<h3>Laatst uit de printer</h3><pre>${escaped(paper)}</pre>`;
  return `<section><h2>${escaped(title)}</h2><p role="status">${escaped(state())}</p>${form}${shown}</section>`;
}

function button({ id, label }: PanelSwitch): string {
  return `<button name="switch" value="${escaped(id)}">${escaped(label)}</button>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
