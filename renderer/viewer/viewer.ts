import { isWholePicture } from '../imaging/picture-end.ts';
import { canBeDecoded, pictureSize } from '../imaging/picture-size.ts';
import { showPdf } from './pdf-pages.ts';
import './viewer.css';

/** What main says in the chosen language. */
interface Texts {
  readonly opening: string;
  /** With `{page}` and `{pages}` in it. */
  readonly page: string;
  readonly failed: string;
  /** It would take more memory than a desk has. */
  readonly tooLarge: string;
  /** It opens with a password only. */
  readonly withPassword: string;
  /** It ends before its end. */
  readonly cutOff: string;
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
  } catch (error) {
    status.textContent = sentenceOf(error, texts);
  }
  main.setAttribute('aria-busy', 'false');
}

/** A picture that asks for more memory than there is: it was not decoded. */
class TooLarge extends Error {}

/** A picture of which the end is missing: shown as far as it goes, nobody would see that. */
class CutOff extends Error {}

function sentenceOf(error: unknown, texts: Texts): string {
  if (error instanceof TooLarge) return texts.tooLarge;
  if (error instanceof CutOff) return texts.cutOff;
  // The name that the program for PDFs gives it.
  const isLocked = error instanceof Error && error.name === 'PasswordException';
  return isLocked ? texts.withPassword : texts.failed;
}

/** Only what says how large it is, and is not too large, is given to a decoder: a file of a kilobyte can ask for gigabytes. */
async function pictureOf(response: Response, name: string): Promise<HTMLImageElement> {
  const content = await response.blob();
  const bytes = new Uint8Array(await content.arrayBuffer());
  const size = pictureSize(bytes);
  if (size === undefined) throw new Error('A picture without a size');
  if (!canBeDecoded(size)) throw new TooLarge();
  if (!isWholePicture(bytes)) throw new CutOff();
  const picture = document.createElement('img');
  picture.className = 'picture';
  picture.alt = name;
  picture.src = URL.createObjectURL(content);
  await picture.decode();
  return picture;
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
    main.append(await pictureOf(response, name));
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
