/** The policy the server sends with every page; `vite preview` sends it too, for the browser tests. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'sha256-m1K4x2A0p9qPWYL059kekQckKYzOpiGlyRQ+C0Egqjk=' 'sha256-sZ2Sq3EIGI1+8CuNwUEwhcbB9VMDjloVw5SRPiAwQF4='",
  "style-src 'self' 'sha256-sv3C4D7IAykYVh2F+8uJmEItWuoLVgtYUxTBoCT4nCk='",
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
