/** What the page has asked for before the client was there (`shell/early.js`). Each is taken once. */

interface Early {
  room: string;
  token: Promise<Response> | null;
  socket: WebSocket | null;
}

declare global {
  interface Window {
    rondoEarly?: Early;
  }
}

/** The answer to the request for the token of this room. */
export function earlyToken(room: string): Promise<Response> | null {
  const early = globalThis.window?.rondoEarly;
  if (early?.room !== room) return null;
  const { token } = early;
  early.token = null;
  return token;
}

/** A socket of this room that is open, or will be. */
export function earlySocket(room: string): WebSocket | null {
  const early = globalThis.window?.rondoEarly;
  if (early?.room !== room) return null;
  const { socket } = early;
  early.socket = null;
  return socket !== null && socket.readyState <= WebSocket.OPEN ? socket : null;
}
