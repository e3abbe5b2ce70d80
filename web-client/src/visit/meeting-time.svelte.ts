import { meetingTime, type MeetingClock } from '../meeting/clock';

/** Words of time are rounded to half minutes, and the arc glides between the ticks. */
const TICK_MS = 1_000;

/** Meeting time, second by second, from what the server said last. */
export class MeetingTime {
  ms = $state(0);
  #clock: MeetingClock = { at_ms: 0, heard_ms: 0 };
  #still = false;

  start(): () => void {
    const tick = setInterval(() => this.#tick(), TICK_MS);
    return () => clearInterval(tick);
  }

  heard(at_ms: number): void {
    this.#clock = { at_ms, heard_ms: performance.now() };
    this.#tick();
  }

  /** Whether it stands at what was heard last, since the meeting does. */
  stand(still: boolean): void {
    this.#still = still;
    this.#tick();
  }

  #tick(): void {
    this.ms = this.#still ? this.#clock.at_ms : meetingTime(this.#clock, performance.now());
  }
}
