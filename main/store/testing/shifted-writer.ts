import './shifted-clock.ts';

await import('../writer-worker.ts');
