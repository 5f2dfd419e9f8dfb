import { safeStorage } from 'electron';
import type { Keyring } from './secret-box.ts';

/** How Chromium marks on Linux what it sealed with a key that everybody knows, because no keyring answered. */
const SEALED_BY_NOTHING = 'v10';

/**
 * The keyring of the operating system through Electron. Newer Electrons answer asynchronously, the tests' one does not yet;
 * the newer can read what the older wrote. Call only when Electron is ready.
 */
export async function electronKeyring(): Promise<Keyring> {
  const backend = backendName();
  const asynchronous = typeof safeStorage.encryptStringAsync === 'function';
  // Asking for encryption asks the keyring itself, which may take a while; `basic_text` needs no question.
  const named = backend !== 'basic_text' && backend !== 'unknown';
  const protects =
    named && (asynchronous ? await safeStorage.isAsyncEncryptionAvailable() : safeStorage.isEncryptionAvailable());
  return {
    backend,
    protects,
    encrypt: async (text) => {
      const sealed = asynchronous ? await safeStorage.encryptStringAsync(text) : safeStorage.encryptString(text);
      if (process.platform === 'linux' && sealed.subarray(0, 3).toString('latin1') === SEALED_BY_NOTHING)
        throw new Error('The keyring did not answer');
      return sealed;
    },
    decrypt: async (encrypted) => {
      if (!asynchronous) return { text: safeStorage.decryptString(encrypted), shouldReEncrypt: false };
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(encrypted);
      return { text: result, shouldReEncrypt };
    },
  };
}

function backendName(): string {
  if (process.platform === 'linux') return safeStorage.getSelectedStorageBackend();
  return process.platform === 'darwin' ? 'keychain' : 'dpapi';
}
