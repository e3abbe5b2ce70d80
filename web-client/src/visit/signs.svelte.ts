/** A sound and a vibration for one's turn in another tab: a choice of this device, off until it is made. */
import { storage, type Keep } from '../lib/storage';

const SOUND = 'rondo.sound';
const VIBRATION = 'rondo.vibration';
/** Two soft notes, a fifth apart, in hertz and seconds. */
const NOTES = [
  { hertz: 440, at: 0 },
  { hertz: 660, at: 0.22 },
] as const;
const NOTE_S = 0.9;
const LOUDNESS = 0.12;

class Signs {
  sound = $state(false);
  vibration = $state(false);
  readonly #keep: Keep;
  #audio: AudioContext | null = null;

  constructor(keep: Keep) {
    this.#keep = keep;
    this.sound = keep.get(SOUND) === 'on';
    this.vibration = keep.get(VIBRATION) === 'on';
  }

  get canVibrate(): boolean {
    return 'vibrate' in navigator;
  }

  /** Called from a press: a browser lets a page sound only after one. It sounds once, to be known. */
  setSound(on: boolean): void {
    this.sound = on;
    this.#set(SOUND, on);
    if (on) this.#chime();
  }

  setVibration(on: boolean): void {
    this.vibration = on;
    this.#set(VIBRATION, on);
    if (on) this.#shake();
  }

  /** Gives the signs that were chosen. */
  give(): void {
    if (this.sound) this.#chime();
    if (this.vibration) this.#shake();
  }

  #set(key: string, on: boolean): void {
    if (on) this.#keep.set(key, 'on');
    else this.#keep.remove(key);
  }

  #shake(): void {
    navigator.vibrate?.([200, 120, 200]);
  }

  #chime(): void {
    if (!('AudioContext' in globalThis)) return;
    const audio = (this.#audio ??= new AudioContext());
    // After a reload the browser may keep it silent until the next press.
    void audio.resume();
    for (const { hertz, at } of NOTES) {
      const tone = new OscillatorNode(audio, { frequency: hertz });
      const gain = new GainNode(audio, { gain: 0 });
      const start = audio.currentTime + at;
      gain.gain.setValueAtTime(0, start);
      gain.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.001, start + NOTE_S);
      tone.connect(gain).connect(audio.destination);
      tone.start(start);
      tone.stop(start + NOTE_S);
    }
  }
}

export const signs = new Signs(storage.local);
