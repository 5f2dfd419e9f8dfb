// Static and without any library: this page must work when everything else in the window does not.

document.getElementById('retry').addEventListener('click', () => {
  window.location.replace('app://onthaal/index.html');
});

document.getElementById('logs').addEventListener('click', async () => {
  const outcome = document.getElementById('outcome');
  try {
    const result = await window.onthaal.request('application:openLogFolder', {});
    outcome.textContent = result.ok ? 'De logboekmap is geopend.' : 'De logboekmap kon niet worden geopend.';
  } catch {
    outcome.textContent = 'De logboekmap kon niet worden geopend.';
  }
});

document.getElementById('close').addEventListener('click', () => {
  window.close();
});

document.getElementById('retry').focus();
