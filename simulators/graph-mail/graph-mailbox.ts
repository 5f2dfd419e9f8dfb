/** A mail in the mailbox. */
interface Item {
  readonly id: string;
  /** PidTagMessageClass, which Exchange gives a mail by what it took it for. */
  readonly messageClass: string;
  /** To the second, as Graph tells it. */
  readonly receivedDateTime: string;
  readonly source: string;
}

const filterShape =
  /^receivedDateTime ge (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) and singleValueExtendedProperties\/any\(ep:ep\/id eq 'String 0x001A' and startswith\(ep\/value,'([\w.]+)'\)\)$/;
const usualPage = 10;
const mostOnPage = 1000;

/** The mails of a mailbox as Graph lists them: filtered by time and class, the newest first, a page at a time. */
export class GraphMailbox {
  /** Asked for, so that a test knows what was opened. */
  readonly opened: string[] = [];
  /** What comes in place of a mail: the status of an error that only this mail has, or a line that breaks. */
  readonly broken = new Map<string, 403 | 500 | 'drop'>();
  readonly #items: Item[] = [];

  /** Something comes in. Its id is one that stays (ImmutableId), with the characters that such ids have. */
  receive(source: string, messageClass = 'IPM.Note', at = new Date()): string {
    const id = `AAkALgAAAAAAHYQDEapmEc2byACq+AC/EWg${this.#items.length}==`;
    const receivedDateTime = at.toISOString().replace(/\.\d+Z$/, 'Z');
    this.#items.push({ id, messageClass, receivedDateTime, source });
    return id;
  }

  remove(id: string): void {
    const place = this.#items.findIndex((one) => one.id === id);
    if (place >= 0) this.#items.splice(place, 1);
  }

  /** A page of the list; undefined for a question that Graph does not take. */
  list(base: string, query: URLSearchParams): object | undefined {
    const [, since = '', prefix = ''] = filterShape.exec(query.get('$filter') ?? '') ?? [];
    const top = Number(query.get('$top') ?? usualPage);
    const skip = Number(query.get('$skip') ?? 0);
    if (since === '' || !(top >= 1 && top <= mostOnPage) || query.get('$select') !== 'id,receivedDateTime')
      return undefined;
    const found = this.#items
      .filter((one) => one.receivedDateTime >= since && one.messageClass.startsWith(prefix))
      .sort((one, other) => other.receivedDateTime.localeCompare(one.receivedDateTime));
    const next = new URLSearchParams(query);
    next.set('$skip', String(skip + top));
    return {
      '@odata.context': `${base.replace(/\/users\/.*/, '')}/$metadata#users('mailbox')/messages(id,receivedDateTime)`,
      value: found.slice(skip, skip + top).map(({ id, receivedDateTime }) => ({
        '@odata.etag': `W/"${id}"`,
        ...{ id, receivedDateTime },
      })),
      ...(found.length > skip + top ? { '@odata.nextLink': `${base}?${next}` } : {}),
    };
  }

  /** A mail as it came (MIME); undefined when it is not there. */
  source(id: string): string | undefined {
    this.opened.push(id);
    return this.#items.find((one) => one.id === id)?.source;
  }
}
