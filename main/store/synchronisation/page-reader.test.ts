import { describe, expect, it } from 'vitest';
import { PageReader, type PullAnswer } from './page-reader.ts';

function reader(pages: Readonly<Record<string, PullAnswer>>): PageReader {
  return new PageReader((position) => {
    const page = pages[position ?? 'start'];
    return page === undefined ? Promise.reject(new Error(`Nobody asks for ${position}`)) : Promise.resolve(page);
  });
}

const documents = (count: number) => Array.from({ length: count }, (_, index) => ({ id: String(index) }));

describe('PageReader', () => {
  it('goes on after a short page when the centre says that there is more', async () => {
    const pages = reader({
      start: { documents: documents(2), setAside: 0, checkpoint: 'a', more: true },
      a: { documents: documents(1), setAside: 0, checkpoint: 'b', more: false },
    });
    expect((await pages.read(undefined, 100)).isLast).toBe(false);
    expect((await pages.read('a', 100)).isLast).toBe(true);
  });

  it('goes by the number of rows with a centre that does not say it', async () => {
    const pages = reader({
      start: { documents: documents(2), setAside: 1, checkpoint: 'a' },
      a: { documents: documents(2), setAside: 0, checkpoint: 'b' },
    });
    expect((await pages.read(undefined, 3)).isLast).toBe(false);
    expect((await pages.read('a', 3)).isLast).toBe(true);
  });
});
