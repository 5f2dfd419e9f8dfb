import { contextBridge, ipcRenderer } from 'electron';
import { createBridge } from './bridge.ts';

const bridge = createBridge(ipcRenderer, (nonce, port) => {
  window.postMessage({ source: 'onthaal', kind: 'storePort', nonce }, window.location.origin, [port]);
});

contextBridge.exposeInMainWorld('onthaal', bridge);
