import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A certificate with its key, as files and as text. */
export interface Certificate {
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly cert: string;
  readonly key: string;
}

/** An authority of one test, in a folder of its own, by OpenSSL. */
export class TestAuthority {
  readonly file: string;
  readonly #folder: string;
  readonly #name: string;

  private constructor(folder: string, name: string) {
    this.#folder = folder;
    this.#name = name;
    this.file = join(folder, `${name}.pem`);
  }

  static async make(folder: string, name: string): Promise<TestAuthority> {
    const authority = new TestAuthority(folder, name);
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${name}.key`];
    await authority.#openssl('req', '-x509', ...key, '-subj', `/CN=${name}`, '-days', '2', '-out', authority.file);
    writeFileSync(join(folder, `${name}.index`), '');
    writeFileSync(
      join(folder, `${name}.conf`),
      `[ca]\ndefault_ca=one\n[one]\ndatabase=${name}.index\ndefault_md=sha256\ndefault_crl_days=2\n`,
    );
    return authority;
  }

  get certificate(): string {
    return readFileSync(this.file, 'utf8');
  }

  /** Signs a certificate for this name; one for a server also counts for 127.0.0.1. */
  async sign(name: string, purpose: 'serverAuth' | 'clientAuth', file = name): Promise<Certificate> {
    const [certificateFile, keyFile] = [join(this.#folder, `${file}.crt`), join(this.#folder, `${file}.key`)];
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', keyFile];
    await this.#openssl('req', ...key, '-subj', `/CN=${name}`, '-out', `${file}.csr`);
    const extensions = join(this.#folder, `${file}.extensions`);
    writeFileSync(extensions, `extendedKeyUsage=${purpose}\nsubjectAltName=IP:127.0.0.1\n`);
    const signing = ['-CA', this.file, '-CAkey', `${this.#name}.key`, '-CAcreateserial', '-days', '1'];
    await this.#openssl(
      'x509',
      '-req',
      '-in',
      `${file}.csr`,
      ...signing,
      '-extfile',
      extensions,
      '-out',
      certificateFile,
    );
    const text = (path: string): string => readFileSync(path, 'utf8');
    return { certificateFile, keyFile, cert: text(certificateFile), key: text(keyFile) };
  }

  /** Writes the list of what this authority takes back. */
  async revoke(certificates: readonly Certificate[]): Promise<string> {
    const authority = ['-config', `${this.#name}.conf`, '-cert', this.file, '-keyfile', `${this.#name}.key`];
    for (const { certificateFile } of certificates) await this.#openssl('ca', ...authority, '-revoke', certificateFile);
    const list = join(this.#folder, `${this.#name}.crl`);
    await this.#openssl('ca', ...authority, '-gencrl', '-out', list);
    return list;
  }

  async #openssl(...args: string[]): Promise<void> {
    await run('openssl', args, { cwd: this.#folder });
  }
}
