import { showPdf } from './pdf-pages.ts';
import './viewer.css';

/** What main says in the chosen language. */
interface Texts {
  readonly opening: string;
  /** With `{page}` and `{pages}` in it. */
  readonly page: string;
  readonly failed: string;
  readonly locale: string;
}

/** The page that shows one document: it asks its own address for the bytes, and has no other line. */
async function show(main: HTMLElement): Promise<void> {
  const texts = (await (await fetch('/texts.json')).json()) as Texts;
  document.documentElement.lang = texts.locale;
  const status = document.createElement('p');
  status.setAttribute('role', 'status');
  status.textContent = texts.opening;
  main.append(status);
  try {
    await showContent(main, await fetch('/content'), texts);
    status.remove();
  } catch {
    status.textContent = texts.failed;
  }
  main.setAttribute('aria-busy', 'false');
}

async function showContent(main: HTMLElement, response: Response, texts: Texts): Promise<void> {
  const type = response.headers.get('content-type') ?? '';
  const name = decodeURIComponent(response.headers.get('x-file-name') ?? '');
  const title = document.createElement('h1');
  title.textContent = name;
  main.prepend(title);
  if (type.startsWith('application/pdf')) {
    await showPdf(await response.arrayBuffer(), main, texts.page);
  } else if (type.startsWith('image/')) {
    const picture = document.createElement('img');
    picture.className = 'picture';
    picture.alt = name;
    picture.src = URL.createObjectURL(await response.blob());
    await picture.decode();
    main.append(picture);
  } else {
    const text = document.createElement('pre');
    text.className = 'text';
    text.tabIndex = 0;
    text.textContent = await response.text();
    main.append(text);
  }
}

window.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') window.close();
});
const main = document.getElementById('viewer');
if (main !== null) void show(main);
