import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { createBridge } from './bridge.ts';

const bridge = createBridge(
  ipcRenderer,
  (nonce, port) => {
    window.postMessage({ source: 'onthaal', kind: 'storePort', nonce }, window.location.origin, [port]);
  },
  (file) => (file instanceof File ? webUtils.getPathForFile(file) : ''),
);

contextBridge.exposeInMainWorld('onthaal', bridge);
