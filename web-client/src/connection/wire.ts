import { SUBPROTOCOL, type RoomId } from '../protocol/generated';

/** What is used of a WebSocket; tests pass a fake one. */
export interface Wire {
  send(text: string): void;
  close(): void;
}

export interface WireListener {
  opened(): void;
  received(text: string): void;
  /** Always the last call, also for a wire that never opened. */
  closed(code: number): void;
}

export type OpenWire = (listener: WireListener) => Wire;

/** `early` is a socket of the room that was opened before there was a listener. */
export const openWebSocket = (
  room: RoomId,
  listener: WireListener,
  early: WebSocket | null = null,
): Wire => {
  const url = new URL(`/ws/${encodeURIComponent(room)}`, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = early ?? new WebSocket(url, SUBPROTOCOL);
  if (early?.readyState === WebSocket.OPEN) queueMicrotask(() => listener.opened());
  socket.onopen = () => listener.opened();
  socket.onmessage = ({ data }) => {
    if (typeof data === 'string') listener.received(data);
  };
  socket.onclose = ({ code }) => listener.closed(code);
  return {
    // A socket that is closing takes no more: `closed` comes next, and what was not answered goes again.
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => socket.close(),
  };
};
