/** What there is of a visit outside the meeting: one file of the built client. */
export { default as Consent } from './Consent.svelte';
export { default as Emergency } from './Emergency.svelte';
export { default as Gone } from './Gone.svelte';
export { default as Goodbye } from './Goodbye.svelte';
export { default as Join } from './Join.svelte';
export { default as NoPlace } from './NoPlace.svelte';
export { default as NotOpen } from './NotOpen.svelte';
export { default as Waiting } from './Waiting.svelte';
