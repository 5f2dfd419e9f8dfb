// The least that Electron can show: one sandboxed window with a word in it. Writes when that was painted, as the desk does.
const { appendFileSync } = require('node:fs');
const { join } = require('node:path');
const { app, BrowserWindow } = require('electron');

const FIRST_PAINT = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) {
      if (name === 'first-contentful-paint') resolve(performance.timeOrigin + startTime);
    }
  }).observe({ type: 'paint', buffered: true });
})`;

function mark(name, at) {
  appendFileSync(process.env.ONTHAAL_MARKS_FILE, `${JSON.stringify({ name, at })}\n`);
}

app.setPath('userData', process.env.ONTHAAL_USER_DATA);
app.enableSandbox();
app.whenReady().then(async () => {
  mark('electronReady', Date.now());
  const window = new BrowserWindow({ width: 1280, height: 860 });
  await window.loadFile(join(__dirname, 'index.html'));
  mark('firstPaint', await window.webContents.executeJavaScript(FIRST_PAINT));
});
