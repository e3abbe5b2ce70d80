// Runs before the page is there, so it is written for the oldest browsers. It shows the shell in the
// reader's language, and asks at once for what the page will ask for first.
(function () {
  var root = document.documentElement;
  if (root.hasAttribute('data-old')) return;

  function language() {
    var wished = navigator.languages || [navigator.language || ''];
    try {
      wished = [localStorage.getItem('rondo.language') || ''].concat(wished);
    } catch (forbidden) {
      // Then there is no choice of the reader's own.
    }
    for (var i = 0; i < wished.length; i += 1) {
      var base = wished[i].toLowerCase().split('-')[0];
      if (base === 'en' || base === 'de') return base;
    }
    return 'en';
  }

  root.lang = language();
  root.setAttribute('data-shell', '');

  // The link leaves without this, too, but stays in the way of the back button.
  document.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('#shell a');
    if (!link) return;
    event.preventDefault();
    root.className += ' gone';
    location.replace(link.href);
  });

  // Without them no token comes, and the page says so. `src/lib/browser.ts` looks in the same way.
  function keepsCookies() {
    if (!navigator.cookieEnabled) return false;
    document.cookie = 'rondo.early=1; Path=/; SameSite=Strict';
    var kept = document.cookie.indexOf('rondo.early=1') >= 0;
    document.cookie = 'rondo.early=; Path=/; SameSite=Strict; Max-Age=0';
    return kept;
  }

  // What the bundler wrote here: the files of each page and language, by how its path begins.
  var listed = document.getElementById('files');
  var files = listed ? JSON.parse(listed.textContent) : {};
  function ask(file) {
    var link = document.createElement('link');
    var style = /\.css$/.test(file);
    link.rel = style ? 'preload' : 'modulepreload';
    if (style) link.as = 'style';
    link.crossOrigin = '';
    link.href = file;
    document.head.appendChild(link);
  }
  for (var path in files)
    if (location.pathname.indexOf(path) === 0) {
      files[path][root.lang].forEach(ask);
      break;
    }

  var room = /^\/meet\/([^/]+)\/?$/.exec(location.pathname);
  if (!room || !keepsCookies()) return;
  var early = { room: decodeURIComponent(room[1]), token: null, socket: null };
  early.token = fetch('/api/rooms/' + room[1] + '/token', {
    method: 'POST',
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: '{}',
    signal: AbortSignal.timeout(15000),
  });
  early.token.then(
    function (answer) {
      var ws = location.origin.replace(/^http/, 'ws') + '/ws/' + room[1];
      if (answer.ok && window.WebSocket) early.socket = new WebSocket(ws, 'rondo.v2');
    },
    function () {
      // The page asks again, and says what is wrong.
    },
  );
  window.rondoEarly = early;
})();
