/**
 * A sound and a vibration for one's turn in another tab, off until they are chosen, and the bell at the end of a
 * silence, on until it is turned off. Each is a choice of this device.
 */
import { storage, type Keep } from '../lib/storage';

const SOUND = 'rondo.sound';
const VIBRATION = 'rondo.vibration';
const BELL = 'rondo.bell';
interface Tone {
  hertz: number;
  /** When it begins and how long it takes to fade, in seconds. */
  at: number;
  long: number;
  loudness: number;
}

/** Two soft notes, a fifth apart. */
const CHIME: readonly Tone[] = [
  { hertz: 440, at: 0, long: 0.9, loudness: 0.12 },
  { hertz: 660, at: 0.22, long: 0.9, loudness: 0.12 },
];
/** A struck bowl: its tone, and two above it that fade sooner. */
const BOWL: readonly Tone[] = [
  { hertz: 264, at: 0, long: 4, loudness: 0.12 },
  { hertz: 717, at: 0, long: 2.4, loudness: 0.04 },
  { hertz: 1370, at: 0, long: 1.2, loudness: 0.015 },
];

class Signs {
  sound = $state(false);
  vibration = $state(false);
  bell = $state(true);
  readonly #keep: Keep;
  #audio: AudioContext | null = null;

  constructor(keep: Keep) {
    this.#keep = keep;
    this.sound = keep.get(SOUND) === 'on';
    this.vibration = keep.get(VIBRATION) === 'on';
    this.bell = keep.get(BELL) !== 'off';
  }

  get canVibrate(): boolean {
    return 'vibrate' in navigator;
  }

  /** Called from a press: a browser lets a page sound only after one. It sounds once, to be known. */
  setSound(on: boolean): void {
    this.sound = on;
    this.#set(SOUND, on);
    if (on) this.#play(CHIME);
  }

  setVibration(on: boolean): void {
    this.vibration = on;
    this.#set(VIBRATION, on);
    if (on) this.#shake();
  }

  /** It sounds once, to be known. */
  setBell(on: boolean): void {
    this.bell = on;
    if (on) this.#keep.remove(BELL);
    else this.#keep.set(BELL, 'off');
    if (on) this.#play(BOWL);
  }

  /** At the end of a silence, unless it is turned off. */
  ringBell(): void {
    if (this.bell) this.#play(BOWL);
  }

  /** Gives the signs that were chosen. */
  give(): void {
    if (this.sound) this.#play(CHIME);
    if (this.vibration) this.#shake();
  }

  #set(key: string, on: boolean): void {
    if (on) this.#keep.set(key, 'on');
    else this.#keep.remove(key);
  }

  #shake(): void {
    navigator.vibrate?.([200, 120, 200]);
  }

  #play(tones: readonly Tone[]): void {
    if (!('AudioContext' in globalThis)) return;
    const audio = (this.#audio ??= new AudioContext());
    // After a reload the browser may keep it silent until the next press.
    void audio.resume();
    for (const { hertz, at, long, loudness } of tones) {
      const tone = new OscillatorNode(audio, { frequency: hertz });
      const gain = new GainNode(audio, { gain: 0 });
      const start = audio.currentTime + at;
      gain.gain.setValueAtTime(0, start);
      gain.gain.linearRampToValueAtTime(loudness, start + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.001, start + long);
      tone.connect(gain).connect(audio.destination);
      tone.start(start);
      tone.stop(start + long);
    }
  }
}

export const signs = new Signs(storage.local);
