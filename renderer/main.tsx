import { createRoot } from 'react-dom/client';
import './ui/styles/tokens.css';
import './ui/styles/base.css';
import { Application } from './app/application.tsx';
import { startSession } from './app/session-control.ts';
import { makeStore } from './app/store.ts';
import { markFirstPaint, markMoment } from './bridge/performance-marks.ts';
import { StoreConnection } from './bridge/store-connection.ts';
import { KeyRegistry } from './keys/key-registry.ts';

markMoment('rendererStarted');
markFirstPaint();
const connection = new StoreConnection();
const store = makeStore(connection);
const registry = new KeyRegistry();
const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element');
await startSession(store, connection);
createRoot(root).render(<Application store={store} registry={registry} />);
