/** The style of the page: large, and readable in the sun and at night. */
export const pageStyle = `:root { color-scheme: light dark; font: 1.25rem/1.5 system-ui, sans-serif; }
* { box-sizing: border-box; }
html { color: #10171a; background: #ffffff; overflow-wrap: break-word; }
body { margin: 0 auto; max-width: 34rem; padding: 1rem; }
h1 { font-size: 1.4rem; }
.number strong { display: block; font-size: min(4.5rem, 18vw); line-height: 1.1; }
.turn { padding: 0.25rem min(1rem, 4vw); border: 0.3rem solid currentColor; font-size: max(1rem, min(1.6rem, 9vw)); font-weight: 700; }
.time { font-size: 1rem; }
a { color: #00506b; padding-block: 0.4rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; padding: 0; list-style: none; }
nav a, nav span { display: inline-block; padding-block: 0.5rem; }
[aria-current] { font-weight: 700; }
@media (prefers-color-scheme: dark) { html { color: #ffffff; background: #10171a; } a { color: #8fd6ee; } }
`;

/**
 * The script of the page: asks for the page again and takes over what it says. Slower when it fails, and at once when somebody looks at the
 * page again.
 */
export const pageScript = `'use strict';
const usual = 8000;
const longest = 60000;
let pause = usual;
// A ticket that was printed without a line has its page when the line is back.
let triesForNew = document.querySelector('main [role=status]') ? 0 : 60;
let timer;
async function look() {
  clearTimeout(timer);
  const main = document.querySelector('main');
  try {
    const answer = await fetch(location.href, { cache: 'no-store', signal: AbortSignal.timeout(10000) });
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
    if (next === null || (!answer.ok && answer.status !== 404)) throw new Error('not now');
    const told = main.querySelector('[role=status]');
    const newTold = next.querySelector('[role=status]');
    if (told && newTold) {
      // Replaced only when it says something else: a screen reader reads what is replaced.
      if (told.textContent !== newTold.textContent) told.replaceChildren(...newTold.childNodes);
      told.className = newTold.className;
      main.querySelector('.time').replaceChildren(...next.querySelector('.time').childNodes);
    } else {
      main.replaceChildren(...next.childNodes);
    }
    document.querySelector('.stale')?.remove();
    if (answer.status === 404) {
      if (triesForNew === 0) return;
      triesForNew -= 1;
      pause = longest / 2;
    } else {
      triesForNew = 0;
      pause = usual;
    }
  } catch {
    pause = Math.min(longest, pause * 2);
    if (document.querySelector('.stale') === null) {
      const stale = document.createElement('p');
      stale.className = 'stale';
      stale.setAttribute('role', 'alert');
      stale.textContent = main.dataset.stale;
      main.append(stale);
    }
  }
  timer = setTimeout(look, pause);
}
timer = setTimeout(look, pause);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) void look();
});
`;
