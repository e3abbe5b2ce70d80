/** The policy the server sends with every page; `vite preview` sends it too, for the browser tests. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'sha256-m1K4x2A0p9qPWYL059kekQckKYzOpiGlyRQ+C0Egqjk=' 'sha256-4mz2nuuFkqZ4HIxOcItZcJ+o6ohtx6hHz36h3XKF1ww='",
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
