import { createServer, request } from 'node:http';
import { openDisplay } from '../build/run/display.ts';
import { startDesk } from './support/desk.ts';
import { startTestMidoffice } from './support/midoffice.ts';
const display = await openDisplay();
Object.assign(process.env, display.environment);
const midoffice = await startTestMidoffice(300);
const proxy = createServer((req, res) => {
  const chunks: Buffer[] = [];
  req.on('data', (c) => chunks.push(c));
  req.on('end', () => {
    const body = Buffer.concat(chunks);
    const out = request(midoffice.url + req.url, { method: req.method, headers: req.headers }, (answer) => {
      res.writeHead(answer.statusCode!, answer.headers);
      const got: Buffer[] = [];
      answer.on('data', (c) => { got.push(c); res.write(c); });
      answer.on('end', () => { res.end(); const t = Buffer.concat(got).toString(); if (t.includes('"errors"') || answer.statusCode !== 200) console.log(answer.statusCode, body.toString().slice(0, 300), body.toString().slice(-200), t.slice(0, 600)); });
    });
    out.on('error', () => res.destroy());
    res.on('close', () => out.destroy());
    out.end(body);
  });
}).listen(0, '127.0.0.1');
await new Promise((r) => proxy.once('listening', r));
const desk = await startDesk({ name: 'scratch', midofficeUrl: process.env.DIRECT ? midoffice.url : `http://127.0.0.1:${(proxy.address() as any).port}` });
try {
  await desk.page.getByRole('combobox').fill('els');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('navigation').waitFor({ timeout: 20000 });
  await desk.page.getByRole('button', { name: /Alles doorgestuurd/ }).waitFor({ timeout: 12000 });
} catch (e) { console.log(String(e).slice(0, 100)); }
await desk.close(); proxy.closeAllConnections(); await midoffice.dispose(); await display.stop();
process.exit(0);
