/** What only those who lead or keep the floor see in the conversation: one file of the built client. */
export { default as HalfTime } from './HalfTime.svelte';
export { default as HeldLink } from './HeldLink.svelte';
export { default as Missing } from './Missing.svelte';
export { default as ModBar } from './ModBar.svelte';
export { default as Notified } from './Notified.svelte';
export { default as Side } from './Side.svelte';
