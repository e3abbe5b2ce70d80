/** The policy the server sends with every page; `vite preview` sends it too, for the browser tests. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'sha256-m1K4x2A0p9qPWYL059kekQckKYzOpiGlyRQ+C0Egqjk=' 'sha256-Z0mRw2l/WJjOQh+484DM3G1ELQ9SAmQKotrY/RSRZIU='",
  "style-src 'self' 'sha256-cKxKYwqtCXARyjCSP7NHPQ+h0N8bekd23oXCdmqJv1E='",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html rondo-worker',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
