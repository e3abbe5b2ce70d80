// Runs before everything else and must run everywhere, so it is written for the oldest browsers.
// When the client can't start, it shows why instead of a blank page.
(function () {
  var interfaces = {
    WebSocket: 'WebSocket' in window,
    fetch: 'fetch' in window,
    getRandomValues: 'crypto' in window && 'getRandomValues' in window.crypto,
    toSorted: 'toSorted' in Array.prototype,
    toReversed: 'toReversed' in Array.prototype,
    toSpliced: 'toSpliced' in Array.prototype,
    findLast: 'findLast' in Array.prototype,
    'at(': 'at' in Array.prototype,
    replaceAll: 'replaceAll' in String.prototype,
    structuredClone: 'structuredClone' in window,
    'AbortSignal.any': 'AbortSignal' in window && 'any' in window.AbortSignal,
    'AbortSignal.timeout': 'AbortSignal' in window && 'timeout' in window.AbortSignal,
    'URL.canParse': 'URL' in window && 'canParse' in window.URL,
    hasOwn: 'hasOwn' in Object,
    showModal: 'HTMLDialogElement' in window,
    popover: 'popover' in document.documentElement,
    inert: 'inert' in document.documentElement,
    ResizeObserver: 'ResizeObserver' in window,
    'Intl.ListFormat': 'Intl' in window && 'ListFormat' in window.Intl,
    'Intl.PluralRules': 'Intl' in window && 'PluralRules' in window.Intl,
    'Intl.DisplayNames': 'Intl' in window && 'DisplayNames' in window.Intl,
    'Intl.Segmenter': 'Intl' in window && 'Segmenter' in window.Intl,
    'oklch(': 'CSS' in window && window.CSS.supports('color', 'oklch(0 0 0)'),
    ':has(': 'CSS' in window && window.CSS.supports('selector(:has(a))'),
  };

  function missing() {
    for (var name in interfaces) if (!interfaces[name]) return true;
    return false;
  }

  function started() {
    var app = document.getElementById('app');
    return app !== null && app.firstChild !== null;
  }

  function say() {
    var words = document.getElementById('cannot-start');
    if (!words || started()) return;
    document.documentElement.removeAttribute('data-shell');
    words.hidden = false;
  }

  // A script that the browser can't read, or that never came.
  window.addEventListener('error', say, true);
  window.addEventListener('unhandledrejection', say);
  if (missing()) {
    document.documentElement.setAttribute('data-old', '');
    document.addEventListener('DOMContentLoaded', say);
  }
})();
