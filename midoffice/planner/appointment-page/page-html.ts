import { type Language, languages } from '@onthaal/contract/entities/building-blocks.ts';
import type { Slot } from '@onthaal/contract/rules/planner/index.ts';
import { appointmentWords } from '@onthaal/contract/rules/products/appointment-words.ts';
import { type Named, nameIn } from '@onthaal/contract/rules/products/name-in.ts';
import { escaped } from '../../server/citizen-pages.ts';
import type { CitizenView, Outcome } from './citizen-changes.ts';
import { type PageWords, pageWords } from './page-words.ts';

/** Where its style is. */
export const stylePath = '/a/page.css';

/** The style of the page: large, with buttons for thumbs, and readable in the sun and at night. */
export const pageStyle = `:root { color-scheme: light dark; font: 1.15rem/1.5 system-ui, sans-serif; --ink: #10171a; --paper: #ffffff; --act: #00506b; --line: #5a6b73; }
@media (prefers-color-scheme: dark) { :root { --ink: #ffffff; --paper: #10171a; --act: #8fd6ee; --line: #a9b8bf; } }
* { box-sizing: border-box; }
html { background: var(--paper); overflow-wrap: break-word; }
body { margin: 0 auto; max-width: 36rem; padding: 1rem; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.1rem; margin-bottom: 0.25rem; }
dl { margin: 0; } dt { margin-top: 0.9rem; font-size: 0.95rem; } dd { margin: 0; font-weight: 600; }
dd ul { margin: 0; padding-left: 1.2rem; font-weight: 400; }
.told { padding: 0.5rem 1rem; border: 0.2rem solid currentColor; font-weight: 700; }
.acts { display: flex; flex-wrap: wrap; gap: 0.75rem; margin-block: 1.5rem; }
.acts a, button { display: inline-block; min-height: 3rem; padding: 0.6rem 1.2rem; font: inherit; font-weight: 600; text-align: center; text-decoration: none; border: 0.15rem solid var(--act); border-radius: 0.4rem; color: var(--act); background: var(--paper); cursor: pointer; }
button.first, .acts a.first { color: var(--paper); background: var(--act); }
fieldset { margin: 0 0 1rem; padding: 0; border: 0; } legend { padding: 0; font-weight: 700; }
.slots { display: grid; grid-template-columns: repeat(auto-fill, minmax(7rem, 1fr)); gap: 0.5rem; }
.slots label { display: flex; align-items: center; gap: 0.5rem; min-height: 3rem; padding-inline: 0.75rem; border: 0.1rem solid var(--line); border-radius: 0.4rem; cursor: pointer; }
.slots label:has(:checked) { border-color: var(--act); box-shadow: 0 0 0 0.1rem var(--act); }
input { width: 1.3rem; height: 1.3rem; accent-color: var(--act); }
a { color: var(--act); } :focus-visible { outline: 0.2rem solid var(--act); outline-offset: 0.2rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; padding: 0; list-style: none; }
nav a, nav span { display: inline-block; padding-block: 0.5rem; } [aria-current] { font-weight: 700; }
@media (forced-colors: active) {
  :root { --ink: CanvasText; --paper: Canvas; --act: LinkText; --line: CanvasText; }
  button, .acts a { border-color: ButtonText; color: ButtonText; background: ButtonFace; }
  button.first, .acts a.first { forced-color-adjust: none; border-color: Highlight; color: HighlightText; background: Highlight; }
  .slots label:has(:checked) { outline: 0.2rem solid Highlight; }
}
`;

const timeZone = 'Europe/Brussels';

function inWords(at: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(`${language}-BE`, { ...options, timeZone }).format(new Date(at));
}
const dayWords = (at: string, language: Language) =>
  inWords(at, language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const timeWords = (at: string, language: Language) => inWords(at, language, { hour: '2-digit', minute: '2-digit' });

/** What every page is made with. */
export interface PageParts {
  readonly language: Language;
  readonly telephone: string | undefined;
  /** What just happened, told first. */
  readonly told?: Outcome | undefined;
}

/** A page with forms: the address is the key, the form token says which state of the appointment was seen. */
export interface FormParts extends PageParts {
  readonly formToken: string;
}

function page({ language, told }: PageParts, title: string, main: string, query = ''): string {
  const words = pageWords[language];
  const links = languages.map((code) =>
    code === language
      ? `<li><span aria-current="true" lang="${code}">${pageWords[code].name}</span></li>`
      : `<li><a href="?lang=${code}${query}" hreflang="${code}" lang="${code}">${pageWords[code].name}</a></li>`,
  );
  // First in the title too: that is what a screen reader reads when the page comes.
  const toldText = told === undefined ? '' : words[told];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escaped(toldText === '' ? title : `${toldText} ${title}`)}</title>
<link rel="stylesheet" href="${stylePath}">
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${toldText === '' ? '' : `<p class="told" role="status">${escaped(toldText)}</p>`}
${main}
</main>
<nav aria-label="${words.languages}"><ul>${links.join('')}</ul></nav>
</body>
</html>
`;
}

function callHtml({ language, telephone }: PageParts): string {
  const words = pageWords[language];
  return `<p>${escaped(telephone === undefined ? words.callSomebody : words.call(telephone))}</p>`;
}

function form(parts: FormParts, action: string, inside: string): string {
  return `<form method="post" action="?lang=${parts.language}">
<input type="hidden" name="action" value="${action}">
<input type="hidden" name="seen" value="${escaped(parts.formToken)}">
${inside}
</form>`;
}

function whereHtml({ appointment, place }: CitizenView, words: PageWords): string {
  if (appointment.mode !== 'digital') return escaped(place ?? '');
  const link = appointment.meetingLink;
  if (link?.startsWith('https://') !== true) return words.digital;
  return `${words.digital}: <a href="${escaped(link)}" rel="noreferrer">${words.join}</a>`;
}

/** In the language of the page, else in Dutch and marked as such, so that a screen reader says it right. */
function wordsHtml(named: Named, language: Language): string {
  const shown = nameIn(named, language);
  const name = escaped(shown.name);
  return shown.language === language ? name : `<span lang="${shown.language}">${name}</span>`;
}

function factsHtml(view: CitizenView, language: Language): string {
  const words = pageWords[language];
  const { appointment, product } = view;
  const { startsAt, endsAt, persons = 1, code } = appointment;
  const hours = words.hours(timeWords(startsAt, language), timeWords(endsAt, language));
  const where = whereHtml(view, words);
  const fact = (name: string, html: string) => (html === '' ? '' : `<dt>${name}</dt><dd>${html}</dd>`);
  const { bring } = appointmentWords(appointment, product);
  const papers = bring.map((one) => `<li>${wordsHtml(one, language)}</li>`).join('');
  const named = product && { name: product.name, names: product.data.names };
  return `<dl>
${fact(words.when, `${dayWords(startsAt, language)}<br>${hours}`)}
${fact(words.where, where)}
${fact(words.what, named === undefined ? '' : wordsHtml(named, language))}
${persons > 1 ? fact(words.persons, String(persons)) : ''}
${fact(words.bring, papers === '' ? '' : `<ul>${papers}</ul>`)}
${fact(words.code, escaped(code))}
</dl>`;
}

function actsHtml({ isChangeable, isMovable, asksSeen }: CitizenView, parts: FormParts): string {
  const { language } = parts;
  const words = pageWords[language];
  if (!isChangeable) return `<p>${words.begun}</p>`;
  const seen = asksSeen
    ? `<p>${words.seenWhy}</p>\n<div class="acts">${form(parts, 'seen', `<button class="first">${words.seenYes}</button>`)}</div>`
    : '';
  const move = isMovable
    ? `<a${asksSeen ? '' : ' class="first"'} href="?lang=${language}&amp;view=move">${words.move}</a>`
    : '';
  return `${seen}<div class="acts">${move}<a href="?lang=${language}&amp;view=cancel">${words.cancel}</a></div>
${isMovable ? '' : `<p>${words.callToMove}</p>`}`;
}

/** The appointment as it stands, or as it was cancelled with the way back. */
export function appointmentHtml(view: CitizenView, parts: FormParts, undoUntil: string | undefined): string {
  const { language, told } = parts;
  const words = pageWords[language];
  if (view.stands) {
    const main = `${factsHtml(view, language)}\n${actsHtml(view, parts)}\n${callHtml(parts)}`;
    return page(parts, words.title, main);
  }
  const isUntil = undoUntil !== undefined && view.isRestorable;
  const until = isUntil ? words.undoUntil(timeWords(undoUntil, language)) : '';
  const move = view.isMovable ? `<a href="?lang=${language}&amp;view=move">${words.move}</a>` : '';
  const undo = view.isRestorable ? form(parts, 'undo', `<button class="first">${words.undo}</button>`) : '';
  const main = `<p>${escaped(until)}</p><div class="acts">${undo}${move}</div>\n${factsHtml(view, language)}\n${callHtml(parts)}`;
  return page({ ...parts, told: told === 'cancelled' ? undefined : told }, words.cancelled, main);
}

/** Asks once more before cancelling. */
export function cancelHtml(view: CitizenView, parts: FormParts): string {
  const words = pageWords[parts.language];
  const yes = form(parts, 'cancel', `<button class="first">${words.cancelYes}</button>`);
  const no = `<a href="?lang=${parts.language}">${words.cancelNo}</a>`;
  const main = `<p>${words.cancelNext}</p>\n${factsHtml(view, parts.language)}\n<div class="acts">${yes}${no}</div>`;
  return page(parts, words.cancelTitle, main, '&amp;view=cancel');
}

function slotsHtml(slots: readonly Slot[], language: Language): string {
  const days = new Map<string, Slot[]>();
  for (const slot of slots) {
    const day = dayWords(slot.startsAt, language);
    days.set(day, [...(days.get(day) ?? []), slot]);
  }
  const one = ({ startsAt }: Slot) =>
    `<label><input type="radio" name="startsAt" value="${startsAt}" required> ${timeWords(startsAt, language)}</label>`;
  return [...days]
    .map(([day, of]) => `<fieldset><legend>${day}</legend><div class="slots">${of.map(one).join('')}</div></fieldset>`)
    .join('\n');
}

/** The free moments, to choose one. */
export function moveHtml(
  view: CitizenView,
  slots: readonly Slot[],
  parts: FormParts,
  { from, next }: { readonly from: string | undefined; readonly next: string | undefined },
): string {
  const { language } = parts;
  const words = pageWords[language];
  const { startsAt } = view.appointment;
  const now = view.stands ? words.moveNow(`${dayWords(startsAt, language)}, ${timeWords(startsAt, language)}`) : '';
  const choice =
    slots.length === 0
      ? `<p>${words.noSlots}</p>`
      : form(parts, 'move', `${slotsHtml(slots, language)}\n<button class="first">${words.moveYes}</button>`);
  const link = (text: string, more: string) => `<a href="?lang=${language}&amp;view=move${more}">${text}</a>`;
  const others = [
    from === undefined ? '' : link(words.earliest, ''),
    next === undefined ? '' : link(words.later, `&amp;from=${encodeURIComponent(next)}`),
    `<a href="?lang=${language}">${words.back}</a>`,
  ];
  const main = `<p>${escaped(now)}</p><h2>${words.choose}</h2>\n${choice}\n<div class="acts">${others.join('')}</div>\n${callHtml(parts)}`;
  return page(parts, words.moveTitle, main, '&amp;view=move');
}

/** For an address that was made up, is used up or is over: nobody can tell which. */
export function overHtml(parts: PageParts): string {
  const words = pageWords[parts.language];
  return page({ ...parts, told: undefined }, words.over, `<p>${words.overNext}</p>\n${callHtml(parts)}`);
}

/** Asked too often. */
export function busyHtml(parts: PageParts): string {
  const words = pageWords[parts.language];
  return page({ ...parts, told: undefined }, words.title, `<p>${words.busy}</p>\n${callHtml(parts)}`);
}
