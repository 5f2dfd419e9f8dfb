/** So many numbers may still be printed again. */
const most = 50;

/** The addresses of the pages of the numbers that this kiosk gave, in memory only: the paper comes after the number. */
export class GivenPages {
  readonly #addresses = new Map<string, string>();

  keep(visitId: string, address: string): void {
    this.#addresses.delete(visitId);
    this.#addresses.set(visitId, address);
    const [oldest] = this.#addresses.keys();
    if (this.#addresses.size > most && oldest !== undefined) this.#addresses.delete(oldest);
  }

  of(visitId: string): string | undefined {
    return this.#addresses.get(visitId);
  }
}
