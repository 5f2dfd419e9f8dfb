import './shifted-clock.ts';

await import('./store-worker.ts');
