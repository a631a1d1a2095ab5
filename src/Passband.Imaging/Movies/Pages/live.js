'use strict';
(() => {
  const main = document.querySelector('main');
  main.dataset.complete = '';
  if (history.state && typeof history.state.top === 'number') scrollTo(0, history.state.top);
  if (main.dataset.goesOn !== 'true') return;
  // A training that was killed does not say so: its page is merely old.
  const age = Date.now() - Number(main.dataset.written);
  const old = age > 60000;
  if (old) document.getElementById('state').textContent = `No news since ${new Date(Number(main.dataset.written)).toLocaleTimeString()}: the training may have been stopped.`;
  const again = () => {
    if (document.hidden) return;
    history.replaceState({ top: scrollY }, '');
    location.reload();
  };
  setTimeout(() => {
    again();
    document.addEventListener('visibilitychange', again);
  }, old ? 10000 : 2000);
})();
