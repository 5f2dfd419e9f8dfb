import type { PanelGroup, PanelSwitch } from './panel.ts';

const STYLE = `
  :root { color-scheme: light; }
  body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #14242b; background: #f2f6f7; }
  section { margin: 1rem 0; padding: 1.25rem; border: 1px solid #d3dde0; border-radius: .75rem; background: #fff; }
  h1 { margin: 0; font-size: 1.4rem; } h1 + p { margin: .25rem 0 1.5rem; color: #4b6770; } h2 { margin: 0; font-size: 1.1rem; }
  h3 { margin: 1rem 0 0; font-size: 1rem; }
  pre { max-height: 16rem; overflow: auto; margin: .5rem 0 0; padding: .75rem; border-radius: .4rem; background: #f2f6f7; white-space: pre-wrap; overflow-wrap: anywhere; }
  [role="status"] { margin: .5rem 0 1rem; padding: .4rem .75rem; border-inline-start: 4px solid #0a6173; background: #e4f0f2; }
  [role="status"]:last-child { margin-bottom: 0; }
  form { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); gap: .5rem; }
  button { padding: .5rem .75rem; border: 1px solid #4b6770; border-radius: .4rem; background: #fff; color: inherit; font: inherit; text-align: start; cursor: pointer; }
  button:hover { background: #e4f0f2; } button:focus-visible { outline: 3px solid #0a6173; outline-offset: 2px; }
`;

/** The whole page: a form without scripts for each kind of device. */
export function panelPage(groups: readonly PanelGroup[]): string {
  return `<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Proefpaneel van de balie</title><style>${STYLE}</style></head>
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
