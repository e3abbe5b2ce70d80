import { afterEach, expect, test, vi } from 'vitest';
import { openWebSocket } from './wire';

/** As a browser's: what is sent on a closing one is lost, with an error in its console. */
class Closing {
  static readonly OPEN = 1;
  static made: Closing[] = [];
  readyState = Closing.OPEN;
  readonly sent: string[] = [];

  constructor() {
    Closing.made.push(this);
  }

  send(text: string): void {
    if (this.readyState !== Closing.OPEN) throw new Error('sent on a closing socket');
    this.sent.push(text);
  }

  close(): void {
    this.readyState = 2;
  }
}

afterEach(() => vi.unstubAllGlobals());

test('nothing is sent on a socket that is closing', () => {
  vi.stubGlobal('WebSocket', Closing);
  vi.stubGlobal('location', { href: 'https://rondo.example/room/1' });
  const wire = openWebSocket('1', { opened() {}, received() {}, closed() {} });
  const [socket] = Closing.made;
  wire.send('one');
  socket?.close();
  wire.send('two');
  expect(socket?.sent).toEqual(['one']);
});
