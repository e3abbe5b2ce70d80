// The service worker of this page: it shows the notices that its own server sends, and opens the room
// on a tap. It keeps nothing and answers no requests.
'use strict';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('push', (event) => event.waitUntil(show(read(event.data))));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.page));
});

/** What the server sent. Browsers want every message shown, so one that can't be read is not dropped. */
function read(data) {
  try {
    return data?.json() ?? {};
  } catch {
    return {};
  }
}

/** Nobody who looks at the room needs to be told of it. */
async function show({ title = 'Rondo', body = '', language, tag, page, sound, vibration }) {
  const windows = await pages();
  const looks = (shown) => shown.visibilityState === 'visible' && shown.focused;
  if (windows.some((shown) => looks(shown) && isAt(shown, page))) return;
  const silent = !sound && !vibration;
  await self.registration.showNotification(title, {
    body,
    ...(language && { lang: language }),
    ...(tag && { tag, renotify: !silent }),
    ...(vibration && { vibrate: [200, 120, 200] }),
    silent,
    icon: '/icon-192.png',
    data: { page },
  });
}

/** A meeting, what one has in a room, and the room of a lead. */
const OF_ROOMS = /^\/(meet|seat|rooms)\/[a-z0-9]+$/;

/** The open tab if there is one, otherwise a new one. */
async function open(page) {
  const path = typeof page === 'string' && OF_ROOMS.test(page) ? page : '/';
  const there = (await pages()).find((shown) => isAt(shown, path));
  if (there) await there.focus();
  else await self.clients.openWindow(path);
}

const pages = () => self.clients.matchAll({ type: 'window', includeUncontrolled: true });
const isAt = (shown, page) => new URL(shown.url).pathname === page;
