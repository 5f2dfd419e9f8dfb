// Static and without any library: this page must work when everything else in the window does not. Its texts come beside it, all
// languages in one file; its address says which one.

// Without them the Dutch of the page itself stays.
const catalogues = window.recoveryTexts ?? {};
const wanted = window.location.hash.slice(1);
const locale = wanted in catalogues ? wanted : 'nl-BE';
const texts = catalogues[locale] ?? {};
document.documentElement.lang = locale;
for (const element of document.querySelectorAll('[data-text]')) {
  element.textContent = texts[element.dataset.text] ?? element.textContent;
}

document.getElementById('retry').addEventListener('click', () => {
  window.location.replace('app://onthaal/index.html');
});

document.getElementById('logs').addEventListener('click', async () => {
  const outcome = document.getElementById('outcome');
  const opened = await window.onthaal
    .request('application:openLogFolder', {})
    .then((result) => result.ok)
    .catch(() => false);
  outcome.textContent = texts[opened ? 'recoveryPage.logsOpened' : 'recoveryPage.logsFailed'] ?? '';
});

document.getElementById('close').addEventListener('click', () => {
  window.close();
});

document.getElementById('retry').focus();
