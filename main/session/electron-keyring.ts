import { safeStorage } from 'electron';
import type { Keyring } from './secret-box.ts';

/**
 * The keyring of the operating system through Electron. Newer Electrons answer asynchronously, the tests' one does not yet;
 * the newer can read what the older wrote. Call only when Electron is ready.
 */
export function electronKeyring(): Keyring {
  const backend = backendName();
  const protects = backend !== 'basic_text' && backend !== 'unknown' && safeStorage.isEncryptionAvailable();
  const asynchronous = typeof safeStorage.encryptStringAsync === 'function';
  return {
    backend,
    protects,
    encrypt: async (text) => (asynchronous ? safeStorage.encryptStringAsync(text) : safeStorage.encryptString(text)),
    decrypt: async (encrypted) =>
      asynchronous ? (await safeStorage.decryptStringAsync(encrypted)).result : safeStorage.decryptString(encrypted),
  };
}

function backendName(): string {
  if (process.platform === 'linux') return safeStorage.getSelectedStorageBackend();
  return process.platform === 'darwin' ? 'keychain' : 'dpapi';
}
