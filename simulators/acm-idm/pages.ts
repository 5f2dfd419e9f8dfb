import { means, type Persona } from './personas.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body{font:16px sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}button{font:inherit;padding:.4rem .8rem;margin:.2rem 0}</style>
</head><body><main><h1>${escaped(title)}</h1>${body}</main></body></html>`;
}

function choiceForm(action: string, persona: Persona, capacity: number): string {
  const { organisationName, targetGroupName, roles } = persona.capacities[capacity] ?? {};
  const name = `${persona.givenName} ${persona.familyName}`;
  const what = [targetGroupName, organisationName, (roles ?? []).join(', ') || 'geen rol'].filter(Boolean).join(' · ');
  const buttons = Object.entries(means)
    .map(([label, acr]) => `<button name="acr" value="${acr}">${escaped(label)}</button>`)
    .join(' ');
  return `<form method="post" action="${escaped(action)}"><p><strong>${escaped(name)}</strong><br>${escaped(what)}<br>
<input type="hidden" name="persona" value="${escaped(persona.id)}"><input type="hidden" name="capacity" value="${capacity}">
${buttons}</p></form>`;
}

/** Everybody who can be chosen, each capacity with a button for every means of logging in. */
export function loginPage(action: string, personas: readonly Persona[]): string {
  const forms = personas.flatMap((persona) => persona.capacities.map((_, index) => choiceForm(action, persona, index)));
  const cancel = `<form method="post" action="${escaped(action)}"><button name="cancel" value="1">Annuleren</button></form>`;
  return page('Nagebootste ACM/IDM: kies wie zich aanmeldt', `${forms.join('')}${cancel}`);
}

/** The question whether to log out; the frames tell the applications of the session (front-channel logout). */
export function logoutPage(form: string, frames: readonly string[]): string {
  const told = frames.map((address) => `<iframe src="${escaped(address)}" title="afmelden" hidden></iframe>`).join('');
  const button = '<button form="op.logoutForm" name="logout" value="yes">Afmelden</button>';
  return page('Nagebootste ACM/IDM: afmelden', `${form}${button}${told}`);
}
